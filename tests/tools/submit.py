#!/usr/bin/env python3
"""Submits one message as a Python script in an office would: with smtplib.

    submit.py --port PORT --from A --to B [--to C]... [--host 127.0.0.1] [--source IP] [--tls none|starttls|implicit]
              [--ca PEM] [--name mail.example.test] [--user U] [--mechanism PLAIN|LOGIN] [--message FILE]
              [--mail-option WORD]... [--rcpt-option WORD]... [--send-message]

The password is read from the environment variable SUBMIT_PASSWORD: a command line is everybody's to read. Without --ca any certificate is
taken. --message: a file with the message as it shall cross the wire (CRLF), else a short one is made. --send-message: smtplib finds
out itself what the message needs (SMTPUTF8); else it crosses the wire as it is, with the options given.

Prints one JSON object: `stage` (connect, ehlo, starttls, login, send, done), `code` and `text` of the reply that ended it,
`refused` (recipient: [code, text]), `offers` (the EHLO keywords last seen). Exit code 0: accepted for every recipient; 1: refused;
2: wrong arguments.
"""

import argparse
import email
import email.policy
import json
import os
import pathlib
import smtplib
import ssl
import sys


class OneMechanism(smtplib.SMTP):
    """smtplib chooses the mechanism itself; here the test does."""

    def log_on(self, mechanism: str, user: str, password: str) -> None:
        self.ehlo_or_helo_if_needed()
        self.user, self.password = user, password
        way = {"PLAIN": self.auth_plain, "LOGIN": self.auth_login}[mechanism]
        self.auth(mechanism, way)


class OneMechanismTls(OneMechanism, smtplib.SMTP_SSL):
    """The same with TLS from the first octet."""


def submit(options: argparse.Namespace, said: dict) -> None:
    context = ssl.create_default_context(cafile=options.ca)
    if not options.ca:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    source = (options.source, 0) if options.source else None
    said["stage"] = "connect"
    if options.tls == "implicit":
        client = OneMechanismTls(timeout=30, context=context, source_address=source)
    else:
        client = OneMechanism(timeout=30, source_address=source)
    # The name is what the certificate must cover; the connection goes to the host.
    client._host = options.name
    code, text = client.connect(options.host, options.port)
    if code != 220:
        raise smtplib.SMTPResponseException(code, text)
    said["stage"] = "ehlo"
    client.ehlo("submit.example.test")
    said["offers"] = sorted(client.esmtp_features)
    if options.tls == "starttls":
        said["stage"] = "starttls"
        code, text = client.starttls(context=context)
        if code != 220:
            raise smtplib.SMTPResponseException(code, text)
        client.ehlo("submit.example.test")
        said["offers"] = sorted(client.esmtp_features)
    if options.user:
        said["stage"] = "login"
        client.log_on(options.mechanism, options.user, os.environ.get("SUBMIT_PASSWORD", ""))
    said["stage"] = "send"
    if options.send_message:
        message = email.message_from_bytes(content(options), policy=email.policy.SMTPUTF8)
        refused = client.send_message(message, options.sender, options.to, options.mail_option, options.rcpt_option)
    else:
        refused = client.sendmail(options.sender, options.to, content(options), options.mail_option, options.rcpt_option)
    said["refused"] = plain(refused)
    said["stage"] = "done"
    client.quit()


def content(options: argparse.Namespace) -> bytes:
    if options.message:
        return options.message.read_bytes()
    header = f"From: <{options.sender}>\r\nTo: {', '.join(f'<{to}>' for to in options.to)}\r\nSubject: Test\r\n"
    return f"{header}\r\n.A line that starts with a dot.\r\n..\r\nThe end.\r\n".encode()


def plain(refused: dict) -> dict:
    return {who: [code, text.decode("utf-8", "replace")] for who, (code, text) in refused.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Submits one message with smtplib.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--source")
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--ca")
    parser.add_argument("--name", default="mail.example.test")
    parser.add_argument("--user")
    parser.add_argument("--mechanism", choices=["PLAIN", "LOGIN"], default="PLAIN")
    parser.add_argument("--from", dest="sender", required=True)
    parser.add_argument("--to", action="append", required=True)
    parser.add_argument("--message", type=pathlib.Path)
    parser.add_argument("--mail-option", action="append", default=[])
    parser.add_argument("--rcpt-option", action="append", default=[])
    parser.add_argument("--send-message", action="store_true")
    options = parser.parse_args()
    said: dict = {"stage": "connect", "code": None, "text": "", "refused": {}, "offers": []}
    try:
        submit(options, said)
    except smtplib.SMTPRecipientsRefused as error:
        said["refused"] = plain(error.recipients)
    except smtplib.SMTPResponseException as error:
        said["code"] = error.smtp_code
        said["text"] = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else str(error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        said["text"] = f"{type(error).__name__}: {error}"
    print(json.dumps(said))
    return 0 if said["stage"] == "done" and not said["refused"] else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""A scripted next hop that is not our own code: aiosmtpd (tests/tools/requirements.txt), with the answers the test asks for.

    next_hop.py --folder DIR [--address 127.0.0.1] [--port 0] [--tls none|starttls|implicit --certificate PEM --key PEM]
                [--user U --password P] [--answer STAGE:WHO:REPLY[:TIMES]]...

Prints `listening PORT`. Each accepted message becomes two files in DIR, written under another name first: `N.eml`, the
content as it came (dots unstuffed), and `N.json` with `from`, `to`, `options`, `helo`, `tls`, `user`.

STAGE is helo, mail, rcpt or data (after the end of the data); WHO the name or address it applies to (at data the first recipient), or
`*`; REPLY a reply line (`550 5.1.1 No such user`), or `close` (the connection is cut instead of an answer); TIMES how often (else always).
Runs until SIGTERM or SIGINT.

With --user logging on is required (PLAIN and LOGIN), and without TLS it is offered too: the test decides what a client may do.
"""

import argparse
import asyncio
import json
import os
import pathlib
import signal
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Script:
    """The answers still to be given."""

    def __init__(self, entries: list[str]) -> None:
        self.entries = [self.entry(text) for text in entries]

    @staticmethod
    def entry(text: str) -> list:
        stage, who, rest = text.split(":", 2)
        # The text of a reply may hold colons; a last part of digits is the number of times.
        reply, _, times = rest.rpartition(":")
        if reply and times.isdigit():
            return [stage, who.lower(), reply, int(times)]
        return [stage, who.lower(), rest, -1]

    def answer(self, stage: str, who: str) -> str | None:
        for entry in self.entries:
            if entry[0] == stage and entry[1] in ("*", who.lower()) and entry[3] != 0:
                entry[3] -= 1
                return entry[2]
        return None


class Handler:
    """What aiosmtpd asks; see its documentation for the names."""

    def __init__(self, folder: pathlib.Path, script: Script) -> None:
        self.folder = folder
        self.script = script
        self.number = 0

    def scripted(self, server: SMTP, stage: str, who: str) -> str | None:
        answer = self.script.answer(stage, who)
        if answer == "close":
            server.transport.abort()
            raise ConnectionAbortedError("scripted")
        return answer

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        answer = self.scripted(server, "helo", hostname)
        return [answer] if answer else responses

    async def handle_HELO(self, server, session, envelope, hostname):
        session.host_name = hostname
        answer = self.scripted(server, "helo", hostname)
        return answer or f"250 {server.hostname}"

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        answer = self.scripted(server, "mail", address)
        if answer:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        answer = self.scripted(server, "rcpt", address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(rcpt_options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        # After the end of the data, as real servers answer: this is the stage that is hard to get right.
        answer = self.scripted(server, "data", envelope.rcpt_tos[0])
        if answer:
            return answer
        self.number += 1
        facts = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "helo": session.host_name,
            "tls": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
        }
        self.write(f"{self.number}.json", json.dumps(facts, indent=1).encode())
        self.write(f"{self.number}.eml", envelope.original_content)
        return "250 2.0.0 OK"

    def write(self, name: str, content: bytes) -> None:
        being_written = self.folder / f".{name}"
        being_written.write_bytes(content)
        os.rename(being_written, self.folder / name)


async def run(options: argparse.Namespace) -> None:
    context = None
    if options.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (
            options.user.encode(),
            options.password.encode(),
        )
        return AuthResult(success=good, handled=False, auth_data=data if good else None)

    handler = Handler(options.folder, Script(options.answer))

    def connection() -> SMTP:
        return SMTP(
            handler,
            hostname="nexthop.example.net",
            ident="next hop",
            enable_SMTPUTF8=True,
            tls_context=context if options.tls == "starttls" else None,
            authenticator=authenticate if options.user else None,
            auth_required=bool(options.user),
            auth_require_tls=False,
        )

    loop = asyncio.get_running_loop()
    implicit = context if options.tls == "implicit" else None
    server = await loop.create_server(connection, options.address, options.port, ssl=implicit, backlog=1024)
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    print(f"listening {server.sockets[0].getsockname()[1]}", flush=True)
    await over.wait()
    server.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="A next hop with scripted answers.")
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password", default="")
    parser.add_argument("--answer", action="append", default=[])
    options = parser.parse_args()
    # It warns of what the tests want: logging on in clear.
    warnings.simplefilter("ignore")
    asyncio.run(run(options))
    return 0


if __name__ == "__main__":
    sys.exit(main())

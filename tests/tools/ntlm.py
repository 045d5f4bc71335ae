#!/usr/bin/env python3
"""Logs on by NTLM, as a Windows program would (pyspnego: version 2, with MIC) or as an attacker.

    ntlm.py --port PORT --user U [--host 127.0.0.1] [--starttls] [--bind own|wrong] [--forge plain|mic]

The password is read from SUBMIT_PASSWORD. --starttls: encrypted, any certificate is taken. --bind own: the answer is bound to the
certificate of the channel (tls-server-end-point); wrong: to another one, as when somebody sits in between. --forge: the client knows no
password and sends a made-up proof, without a MIC or with one that is made up too.

Prints the last reply. Exit code 0: logged on (235); 1: not.
"""

import argparse
import base64
import hashlib
import os
import smtplib
import ssl
import struct
import sys

import spnego
from spnego.channel_bindings import GssChannelBindings


def answers(options: argparse.Namespace, client: smtplib.SMTP):
    """The two messages of the client, one after the other."""
    if options.forge:
        yield b"NTLMSSP\0" + struct.pack("<II", 1, 0xA2088207) + bytes(24)
        yield forged(options)
        return
    bindings = None
    if options.bind:
        certificate = client.sock.getpeercert(binary_form=True)
        if options.bind == "wrong":
            certificate = b"the certificate of somebody in between"
        data = b"tls-server-end-point:" + hashlib.sha256(certificate).digest()
        bindings = GssChannelBindings(application_data=data)
    password = os.environ.get("SUBMIT_PASSWORD", "")
    context = spnego.client(options.user, password, protocol="ntlm", channel_bindings=bindings, options=spnego.NegotiateOptions.use_ntlm)
    challenge = None
    while not context.complete:
        challenge = yield context.step(challenge)


def forged(options: argparse.Namespace) -> bytes:
    pairs = struct.pack("<HHI", 6, 4, 2) if options.forge == "mic" else b""
    blob = b"\1\1" + bytes(6) + bytes(8) + os.urandom(8) + bytes(4) + pairs + bytes(8)
    message = b"NTLMSSP\0" + struct.pack("<I", 3)
    payload = b""
    for part in (b"", os.urandom(16) + blob, b"", options.user.encode("utf-16-le"), b"", b""):
        message += struct.pack("<HHI", len(part), len(part), 88 + len(payload))
        payload += part
    return message + struct.pack("<I", 0xA2088205) + bytes(8) + os.urandom(16) + payload


def main() -> int:
    parser = argparse.ArgumentParser(description="Logs on by NTLM.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--user", required=True)
    parser.add_argument("--starttls", action="store_true")
    parser.add_argument("--bind", choices=["own", "wrong"])
    parser.add_argument("--forge", choices=["plain", "mic"])
    options = parser.parse_args()
    client = smtplib.SMTP(options.host, options.port, timeout=30)
    client.ehlo("ntlm.example.test")
    if options.starttls:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        client.starttls(context=context)
        client.ehlo("ntlm.example.test")
    said = answers(options, client)
    code, text = client.docmd("AUTH", "NTLM " + base64.b64encode(next(said)).decode())
    while code == 334:
        code, text = client.docmd(base64.b64encode(said.send(base64.b64decode(text))).decode())
    print(code, text.decode())
    return 0 if code == 235 else 1


if __name__ == "__main__":
    sys.exit(main())

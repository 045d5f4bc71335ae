"""The numbered messages of the crash tests: made from their id alone, so that whoever receives one can tell whether it is whole.

Every message goes from `load@example.org` to `<id>@example.net`: a receiver that compares the recipient with the id in
the header sees a mixed-up envelope too.
"""

import hashlib
import random

SENDER = "load@example.org"
DOMAIN = "example.net"
ID = "X-Load-Id"
SUM = "X-Load-Sum"


def recipient(ident: str) -> str:
    """The one recipient of the message with this id."""
    return f"{ident}@{DOMAIN}"


def compose(ident: str) -> bytes:
    """Header and body with CRLF, not dot-stuffed. Mostly 0.3 to 20 KB; one in fifty 300 KB, beyond what a spool buffers."""
    chance = random.Random(ident)
    size = 300_000 if chance.random() < 0.02 else int(300 * 66 ** chance.random())
    lines = []
    while size > 0:
        line = "." * chance.randint(0, 2) + "%x" % chance.getrandbits(4 * chance.randint(1, 76))
        lines.append(line.encode())
        size -= len(line) + 2
    body = b"\r\n".join(lines) + b"\r\n"
    header = (
        f"From: <{SENDER}>\r\nTo: <{recipient(ident)}>\r\nSubject: {ident}\r\n"
        f"Date: Mon, 01 Jan 2024 00:00:00 +0000\r\nMessage-ID: <{ident}@{DOMAIN}>\r\n"
        f"{ID}: {ident}\r\n{SUM}: {hashlib.sha256(body).hexdigest()}\r\n\r\n"
    )
    return header.encode() + body


def inspect(content: bytes) -> tuple[str | None, bool]:
    """The id of a received message (None: it has none) and whether its body is whole."""
    header, _, body = content.partition(b"\r\n\r\n")
    fields = {}
    for line in header.split(b"\r\n"):
        name, _, value = line.partition(b":")
        fields[name.strip().lower()] = value.strip().decode("ascii", "replace")
    ident = fields.get(ID.lower().encode())
    return ident, fields.get(SUM.lower().encode()) == hashlib.sha256(body).hexdigest()


def stuff(content: bytes) -> bytes:
    """The content as it crosses the wire after DATA, with the final dot (RFC 5321 §4.5.2)."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    if stuffed.startswith(b"."):
        stuffed = b"." + stuffed
    return stuffed + b".\r\n"

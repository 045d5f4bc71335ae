#!/usr/bin/env python3
"""A next hop that takes everything and keeps a log of what it got.

    sink.py --log FILE [--address 127.0.0.1] [--port 0]

Prints `listening PORT`. Per message the log gets one line: `found ID`, `damaged ID` (body or recipient are not those of the id)
or `stranger RECIPIENT` (no id: not a message of load.py; bounces are such). Runs until SIGTERM or SIGINT.
"""

import argparse
import asyncio
import os
import signal
import sys

sys.dont_write_bytecode = True  # no litter in the source tree

import messages  # noqa: E402

LIMIT = 16 * 1024 * 1024


class Session:
    """One connection. Speaks what RFC 5321 §4.5.1 asks for at least, and PIPELINING, 8BITMIME, SIZE."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, log: int) -> None:
        self.reader = reader
        self.writer = writer
        self.log = log
        self.sender: str | None = None
        self.recipients: list[str] = []

    async def serve(self) -> None:
        self.reply("220 sink.example.net ESMTP")
        while True:
            await self.writer.drain()
            line = await self.reader.readline()
            if not line.endswith(b"\n"):
                return
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    self.reply("250-sink.example.net", "250-PIPELINING", "250-8BITMIME", "250 SIZE 0")
                case "HELO" | "NOOP" | "VRFY":
                    self.reply("250 OK")
                case "RSET":
                    self.sender, self.recipients = None, []
                    self.reply("250 OK")
                case "MAIL":
                    self.sender, self.recipients = path(rest), []
                    self.reply("250 OK")
                case "RCPT":
                    self.recipients.append(path(rest))
                    self.reply("250 OK")
                case "DATA" if self.recipients:
                    self.reply("354 Go on")
                    await self.writer.drain()
                    self.keep(await self.content())
                    self.reply("250 OK")
                case "DATA":
                    self.reply("503 No recipients")
                case "QUIT":
                    self.reply("221 Bye")
                    await self.writer.drain()
                    return
                case _:
                    self.reply("500 Unknown")

    def reply(self, *lines: str) -> None:
        self.writer.write("".join(f"{line}\r\n" for line in lines).encode())

    async def content(self) -> bytes:
        """The message after DATA, unstuffed."""
        try:
            raw = await self.reader.readuntil(b"\r\n.\r\n")
        except asyncio.LimitOverrunError as error:
            raise EOFError("message over the limit of the sink") from error
        raw = (b"\r\n" + raw[:-3]).replace(b"\r\n.", b"\r\n")
        return raw[2:]

    def keep(self, content: bytes) -> None:
        ident, whole = messages.inspect(content)
        if ident is None:
            line = f"stranger {','.join(self.recipients)}"
        elif whole and self.recipients == [messages.recipient(ident)] and self.sender == messages.SENDER:
            line = f"found {ident}"
        else:
            line = f"damaged {ident}"
        os.write(self.log, f"{line}\n".encode())
        self.sender, self.recipients = None, []


def path(argument: str) -> str:
    """What stands between the angle brackets of MAIL or RCPT."""
    return argument.partition("<")[2].partition(">")[0]


async def run(options: argparse.Namespace, log: int) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await Session(reader, writer, log).serve()
        except (OSError, EOFError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, options.address, options.port, limit=LIMIT, backlog=1024)
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    print(f"listening {server.sockets[0].getsockname()[1]}", flush=True)
    await over.wait()
    server.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="Takes every message and logs its id.")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", required=True)
    options = parser.parse_args()
    log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    asyncio.run(run(options, log))
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Sends numbered messages in parallel sessions and keeps a log of those the server took responsibility for.

    load.py --port PORT --log FILE [--address 127.0.0.1] [--sessions 8] [--messages 0] [--prefix m]

The log gets `sent ID` when the final dot goes out and `acknowledged ID` when the final reply was 250; each line reaches the
kernel before the session goes on, so killing this program loses none, and the file is synced at the end. Runs until the
server is gone (end of stream, reset, refusal), until SIGTERM, or until --messages were sent. Each session sends one to
ten messages per connection. Exit code 1: the server refused something with 4xx or 5xx (printed).
"""

import argparse
import asyncio
import itertools
import os
import random
import signal
import sys

sys.dont_write_bytecode = True  # no litter in the source tree

import messages  # noqa: E402


class Refused(Exception):
    """The server answered, but not what was asked for."""


class Load:
    """All sessions of one run: they share the numbering and the log."""

    def __init__(self, options: argparse.Namespace, log: int) -> None:
        self.options = options
        self.log = log
        self.numbers = itertools.count(1)
        self.refusals: list[str] = []

    def note(self, word: str, ident: str) -> None:
        os.write(self.log, f"{word} {ident}\n".encode())

    def next_id(self) -> str | None:
        number = next(self.numbers)
        if self.options.messages and number > self.options.messages:
            return None
        return f"{self.options.prefix}-{number}"

    async def session(self) -> None:
        """Connections one after the other until the messages or the server are at an end."""
        try:
            while await self.connection():
                pass
        except (OSError, EOFError):
            pass
        except Refused as refusal:
            self.refusals.append(str(refusal))

    async def connection(self) -> bool:
        reader, writer = await asyncio.open_connection(self.options.address, self.options.port)
        try:
            await expect(reader, 220)
            await command(reader, writer, "EHLO load.example.org", 250)
            for _ in range(random.randint(1, 10)):
                ident = self.next_id()
                if ident is None:
                    return False
                await self.message(reader, writer, ident)
            await command(reader, writer, "QUIT", 221)
            return True
        finally:
            writer.close()

    async def message(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ident: str) -> None:
        await command(reader, writer, f"MAIL FROM:<{messages.SENDER}>", 250)
        await command(reader, writer, f"RCPT TO:<{messages.recipient(ident)}>", 250)
        await command(reader, writer, "DATA", 354)
        writer.write(messages.stuff(messages.compose(ident)))
        self.note("sent", ident)
        await writer.drain()
        await expect(reader, 250)
        self.note("acknowledged", ident)


async def command(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: str, code: int) -> None:
    writer.write(line.encode() + b"\r\n")
    await writer.drain()
    await expect(reader, code)


async def expect(reader: asyncio.StreamReader, code: int) -> None:
    """Reads a whole reply. Raises Refused if it has another code, EOFError if the server is gone."""
    while True:
        line = await reader.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        if line[3:4] == b"-":
            continue
        if line[:3] != str(code).encode():
            raise Refused(line.decode("utf-8", "replace").strip())
        return


async def run(options: argparse.Namespace, log: int) -> list[str]:
    load = Load(options, log)
    sessions = [asyncio.create_task(load.session()) for _ in range(options.sessions)]
    everything = asyncio.gather(*sessions, return_exceptions=True)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, everything.cancel)
    try:
        for result in await everything:
            if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
                raise result
    except asyncio.CancelledError:
        pass
    return load.refusals


def main() -> int:
    parser = argparse.ArgumentParser(description="Sends numbered messages and logs the acknowledged ones.")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--sessions", type=int, default=8)
    parser.add_argument("--messages", type=int, default=0, help="0 = until the server is gone")
    parser.add_argument("--prefix", default="m")
    options = parser.parse_args()
    log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        refusals = asyncio.run(run(options, log))
    finally:
        os.fsync(log)
        os.close(log)
    for refusal in sorted(set(refusals)):
        print(f"refused: {refusal}", file=sys.stderr)
    return 1 if refusals else 0


if __name__ == "__main__":
    sys.exit(main())

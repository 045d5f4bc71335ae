#!/usr/bin/env python3
"""A server that answers 250 before the message is on disk. It exists to be caught.

    lying_server.py init --home DIR --smart-host HOST:PORT --listen IP:PORT [options of postkontor init, ignored]
    lying_server.py serve --home DIR

Has the command line of postkontor as far as crash.py uses it, and the same `hold_outbound: true|false` in its settings file.
Each message becomes a file in spool/, written, renamed, never synced. Survives every kill -9 (the kernel has the data); loses mail
in a power cut. honest_server.py is the same with the syncs in place: the crash test must find nothing there.
"""

import argparse
import asyncio
import os
import pathlib
import re
import signal
import smtplib
import sys


class Spool:
    """One file per message: first line sender, second line recipients, then the content."""

    def __init__(self, folder: pathlib.Path, sync: bool) -> None:
        self.folder = folder
        self.sync = sync
        self.number = 0

    def keep(self, sender: str, recipients: list[str], content: bytes) -> None:
        self.number += 1
        name = f"{os.getpid()}-{self.number}"
        being_written = self.folder / f".{name}"
        with open(being_written, "wb") as file:
            file.write(f"{sender}\n{' '.join(recipients)}\n".encode() + content)
            file.flush()
            if self.sync:
                os.fsync(file.fileno())
        os.rename(being_written, self.folder / name)
        if self.sync:
            folder = os.open(self.folder, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)

    def release(self, host: str, port: int) -> None:
        """Sends everything to the smart host. A file that cannot be read as a message is left."""
        waiting = sorted(path for path in self.folder.iterdir() if not path.name.startswith("."))
        if not waiting:
            return
        with smtplib.SMTP(host, port, local_hostname="lying.example.test") as client:
            for path in waiting:
                sender, _, rest = path.read_bytes().partition(b"\n")
                recipients, _, content = rest.partition(b"\n")
                try:
                    client.sendmail(sender.decode(), recipients.decode().split(), content)
                except (smtplib.SMTPException, UnicodeDecodeError):
                    continue
                path.unlink()


async def session(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, spool: Spool) -> None:
    def reply(line: str) -> None:
        writer.write(line.encode() + b"\r\n")

    sender, recipients = "", []
    reply("220 lying.example.test")
    while True:
        await writer.drain()
        line = await reader.readline()
        if not line.endswith(b"\n"):
            return
        text = line.decode("ascii", "replace").strip()
        path = text.partition("<")[2].partition(">")[0]
        match text[:4].upper():
            case "MAIL":
                sender, recipients = path, []
                reply("250 OK")
            case "RCPT":
                recipients.append(path)
                reply("250 OK")
            case "DATA":
                reply("354 Go on")
                await writer.drain()
                raw = await reader.readuntil(b"\r\n.\r\n")
                spool.keep(sender, recipients, (b"\r\n" + raw[:-3]).replace(b"\r\n.", b"\r\n")[2:])
                reply("250 OK")
            case "QUIT":
                reply("221 Bye")
                await writer.drain()
                return
            case _:
                reply("250 OK")


async def serve(home: pathlib.Path, sync: bool) -> None:
    settings = (home / "settings.ron").read_text()
    host, port = re.search(r'smart_host: "(.*):(\d+)"', settings).groups()
    address, listen_port = re.search(r'listen: "(.*):(\d+)"', settings).groups()
    spool = Spool(home / "spool", sync)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await session(reader, writer, spool)
        except (OSError, EOFError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, address, int(listen_port), limit=16 * 1024 * 1024, backlog=1024)
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    for socket in server.sockets:
        print("listening %s:%d starttls Lying" % socket.getsockname()[:2], flush=True)
    if "hold_outbound: false" in settings:
        await asyncio.to_thread(spool.release, host, int(port))
    await over.wait()
    server.close()


def init(home: pathlib.Path, options: argparse.Namespace) -> None:
    (home / "spool").mkdir(parents=True)
    (home / "settings.ron").write_text(
        f'(\n    smart_host: "{options.smart_host}",\n    listen: "{options.listen}",\n    hold_outbound: true,\n)\n'
    )


def main(sync: bool = False) -> int:
    parser = argparse.ArgumentParser(description="Answers 250 before the disk does.", allow_abbrev=False)
    parser.add_argument("verb", choices=["init", "serve"])
    parser.add_argument("--home", type=pathlib.Path, required=True)
    parser.add_argument("--smart-host")
    parser.add_argument("--listen")
    options, _ = parser.parse_known_args()
    if options.verb == "init":
        init(options.home, options)
    else:
        asyncio.run(serve(options.home, sync))
    return 0


if __name__ == "__main__":
    sys.exit(main())

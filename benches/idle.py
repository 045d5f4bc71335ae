#!/usr/bin/env python3
"""What idle sessions cost: memory of the server for N clients that said EHLO and then nothing.

    cargo build --release --locked && benches/idle.py [--program target/release/postkontor] [--sessions 5000]

Starts the program on a home of its own in a temporary folder, loopback only, and opens the sessions from several addresses of
127.0.0.0/8. Memory is PSS (/proc/PID/smaps_rollup), before the first session and after the last EHLO; the difference divided by
the number of sessions stands in the table, for sessions in clear, after STARTTLS, and for TLS from the first octet. Beside it how
long opening took (this script is slower than the server), how much processor time the server needed for that, and how long a
message took from connect to 250 while all others sat there. Needs a limit of open files above the number of sessions; says so
when it is too low.
"""

import argparse
import asyncio
import os
import pathlib
import re
import resource
import ssl
import subprocess
import sys
import tempfile
import time

SETTINGS = """(version: 1, postmaster: "anna@office.test", local_domains: [(name: "office.test", catch_all: "anna@office.test")],
servers: [(id: 1, name: "Idle", fqdn: "mail.office.test", max_connections_per_address: 0, connection_timeout: "1h",
identities: [(address: "127.0.0.1", port: 0), (address: "127.0.0.1", port: 0, encryption: Tls)],
access: (authentication: (anonymous: true)))])
"""


def pss(pid):
    """KB of the process, shared pages by their share."""
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.M).group(1))


def cpu(pid):
    """Processor time of the server so far, in seconds."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def reply(reader):
    while True:
        line = await reader.readline()
        if not line or line[3:4] == b" ":
            return line


def tls():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def enter(port, kind, number, context):
    source = (f"127.0.{1 + number // 10000}.{1 + number % 250}", 0)
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, local_addr=source, ssl=context if kind == "tls" else None, limit=2048
    )
    await reply(reader)
    writer.write(b"EHLO idle.test\r\n")
    answer = await reply(reader)
    if kind == "starttls":
        writer.write(b"STARTTLS\r\n")
        await reply(reader)
        await writer.start_tls(context)
        writer.write(b"EHLO idle.test\r\n")
        answer = await reply(reader)
    if not answer.startswith(b"250"):
        sys.exit(f"idle.py: EHLO was answered {answer!r}")
    return reader, writer


async def message(port):
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reply(reader)
    for line in (b"EHLO new.test", b"MAIL FROM:<x@far.test>", b"RCPT TO:<anna@office.test>", b"DATA", b"Subject: x\r\n\r\n."):
        writer.write(line + b"\r\n")
        answer = await reply(reader)
    if not answer.startswith(b"250"):
        sys.exit(f"idle.py: the message was answered {answer!r}")
    took = time.perf_counter() - began
    writer.close()
    return took


async def measure(program, kind, sessions):
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        (home / "settings.ron").write_text(SETTINGS)
        added = subprocess.run(
            [program, "account", "add", "anna@office.test", "--home", folder, "--password-stdin"],
            input="idle and quiet\n", text=True, capture_output=True,
        )
        if added.returncode:
            sys.exit(f"idle.py: {added.stderr}")
        server = subprocess.Popen(
            [program, "serve", "--home", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "RUST_LOG": "error"},
        )
        try:
            ports = {}
            while len(ports) < 2:
                words = server.stdout.readline().split()
                ports[words[2]] = int(words[1].rsplit(":", 1)[1])
            port = ports["tls" if kind == "tls" else "starttls"]
            context = tls()
            # What is made once, at the first session, belongs to none of them.
            first = await enter(port, kind, 0, context)
            await message(ports["starttls"])
            before, began, worked = pss(server.pid), time.perf_counter(), cpu(server.pid)
            room = asyncio.Semaphore(100)

            async def one(number):
                async with room:
                    return await enter(port, kind, number, context)

            inside = await asyncio.gather(*(one(n) for n in range(1, sessions + 1)))
            opened, worked = time.perf_counter() - began, cpu(server.pid) - worked
            await asyncio.sleep(1)
            after = pss(server.pid)
            took = sorted([await message(ports["starttls"]) for _ in range(5)])[2]
            each = (after - before) / sessions
            print(f"| {kind} | {sessions} | {before} | {after} | {each:.1f} | {opened:.1f} | {worked:.1f} | {took * 1000:.1f} |", flush=True)
            for _, writer in [first, *inside]:
                writer.transport.abort()
        finally:
            server.kill()
            server.wait()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = os.environ.get("CARGO_TARGET_DIR", "target")
    options.add_argument("--program", default=f"{target}/release/postkontor")
    options.add_argument("--sessions", type=int, default=5000)
    options.add_argument("--kinds", nargs="+", default=["clear", "starttls", "tls"], choices=["clear", "starttls", "tls"])
    chosen = options.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # The server keeps some for itself.
    if hard < chosen.sessions + 2000:
        sys.exit(f"idle.py: {hard} open files are too few for {chosen.sessions} sessions; raise the limit (ulimit -Hn)")
    print("| sessions | number | PSS before, KB | after, KB | KB each | opened in s | server's CPU, s | new message, ms |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in chosen.kinds:
        asyncio.run(measure(chosen.program, kind, chosen.sessions))


main()

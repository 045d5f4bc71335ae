#!/usr/bin/env python3
"""How long a start takes with nothing queued and with a long queue, and what the queue costs in memory.

    cargo build --release --locked && benches/start.py [--program target/release/postkontor] [--messages 100000] [--bytes 10240]
                                                       [--starts 5] [--work DIR]

Fills a home of its own by Postfix' smtp-source (Debian package postfix; no Postfix runs), with delivery held, then starts the
program again and again: from the moment it is started to its first 220, and to the moment it says that the queue has been read.
The page cache is warm. PSS (/proc/PID/smaps_rollup) with the queue, without it, and the difference for each message. Loopback only.
"""

import argparse
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

SETTINGS = """(version: 1, servers: [(id: 1, name: "Start", fqdn: "mail.office.test", max_connections_per_address: 0,
identities: [(address: "127.0.0.1", port: PORT)], access: (authentication: (anonymous: true),
relay: (computers: [(address: "127.0.0.0/8", need_not_log_on: true)])), delivery: (hold_outbound: true))])
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def greeting(port, began, patience=60):
    """Seconds from `began` to the first octets of a greeting."""
    while time.monotonic() - began < patience:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
                if client.recv(4)[:3] == b"220":
                    return time.monotonic() - began
        except OSError:
            time.sleep(0.0005)
    sys.exit("start.py: no greeting")


def pss(pid):
    """Octets of the process, shared pages by their share."""
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return 1024 * int(re.search(r"^Pss:\s+(\d+) kB", text, re.M).group(1))


class Run:
    """The program on a home, from start to end."""

    def __init__(self, program, home, port):
        self.log = home.parent / "log"
        began = time.monotonic()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([program, "serve", "--home", home], stdout=subprocess.DEVNULL, stderr=log)
        self.greeting = greeting(port, began)
        while not (found := re.search(r"the queue has been read\D*messages\D*=\D*(\d+)", self.text())):
            if self.process.poll() is not None:
                sys.exit(f"start.py: the program has ended: {self.text()}")
            time.sleep(0.001)
        self.read = time.monotonic() - began
        self.messages = int(found.group(1))

    def text(self):
        return re.sub(r"\x1b\[[0-9;]*m", "", self.log.read_text(errors="replace"))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def starts(options, home, port):
    """Medians: milliseconds to the greeting, seconds to the end of the reading, PSS; and the number of messages."""
    found = []
    for _ in range(options.starts):
        run = Run(options.program, home, port)
        time.sleep(0.5)
        found.append((run.greeting * 1000, run.read, pss(run.process.pid), run.messages))
        run.end()
    return [statistics.median(column) for column in zip(*found)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="target/release/postkontor")
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--bytes", type=int, default=10_240)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--work", default=None)
    options = parser.parse_args()
    source = shutil.which("smtp-source", path="/usr/sbin:/usr/bin:/sbin:/bin") or sys.exit("start.py: smtp-source is missing: make deps-test")
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        home, port = pathlib.Path(work) / "home", free_port()
        home.mkdir(mode=0o700)
        (home / "settings.ron").write_text(SETTINGS.replace("PORT", str(port)))
        empty = starts(options, home, port)
        run = Run(options.program, home, port)
        load = [source, "-d", "-s", "20", "-m", str(options.messages), "-l", str(options.bytes), "-f", "a@example.org", "-t", "b@example.net"]
        subprocess.run([*load, f"127.0.0.1:{port}"], check=True)
        run.end()
        full = starts(options, home, port)
    if full[3] != options.messages:
        sys.exit(f"start.py: {full[3]} messages are queued, not {options.messages}: the figures are worthless")
    print("| queued | first 220 after ms | queue read after s | PSS, MB | octets for each message |")
    print("|---|---|---|---|---|")
    print(f"| 0 | {empty[0]:.1f} | {empty[1]:.3f} | {empty[2] / 1e6:.1f} | |")
    each = (full[2] - empty[2]) / options.messages
    print(f"| {options.messages} | {full[0]:.1f} | {full[1]:.2f} | {full[2] / 1e6:.1f} | {each:.0f} |")


main()

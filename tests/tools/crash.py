#!/usr/bin/env python3
"""Crashes a server under load and counts whether every acknowledged message is still there.

    crash.py kill      --program PROGRAM --work DIR [--rounds 1] [--sessions 8] [--seconds 0.5 2] [--patience 60]
    crash.py power-cut --program PROGRAM --work DIR [the same]

PROGRAM has the command line of postkontor (`init`, `serve`); a name that ends in .py is run with this Python.

kill: one home; per round the server is started, loaded by load.py for a random time, and killed with SIGKILL. After the last
round the mail, held until then, is released to sink.py and compared.

power-cut (root only): per round a fresh ext4 in a file, mounted through a loop device, with the home on it. In the middle of
the load the server is stopped (SIGSTOP: what it has acknowledged by then is what it must keep) and the file is copied. What
the server wrote but did not sync lies in the page cache of the mounted file system, not in the file: the copy is the disk after
the plug was pulled. The copy is mounted (the journal is replayed), the server restarted on it, its mail released and
compared. The periodic commit of ext4 is put off so that it saves nobody by chance.

Held means `hold_outbound: true` in settings.ron; releasing is `false` there before the restart.

Prints `sent, acknowledged, found` per comparison. Exit code 0: all there; 1: messages lost or damaged; 2: the test itself
failed; 77: skipped, with the reason.
"""

import argparse
import contextlib
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOOLS = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
IMAGE_BYTES = 1 << 30


class Broken(Exception):
    """The test could not be carried out; says nothing about lost mail."""


class Skipped(Exception):
    """The machine does not allow this test."""


# --- processes ---


def start(command: list[str], errors: pathlib.Path) -> subprocess.Popen:
    with open(errors, "ab") as log:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)


def end(process: subprocess.Popen, number: int = signal.SIGTERM, patience: float = 30) -> None:
    """Ends a process started here: asks by signal, then kills it."""
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.stdout:
        process.stdout.close()


def listening(process: subprocess.Popen, errors: pathlib.Path) -> int:
    """The port in the first `listening` line: `listening IP:PORT …` or `listening PORT`."""
    for line in process.stdout:
        match = re.match(rb"listening (?:\S*:)?(\d+)(?:\s|$)", line)
        if match:
            return int(match[1])
    raise Broken(f"{process.args[0]} ended without a listening line:\n{tail(errors)}")


def stopped(pid: int) -> bool:
    """Whether every thread of the process stands still."""
    states = []
    for stat in pathlib.Path(f"/proc/{pid}/task").glob("*/stat"):
        states.append(stat.read_text().rpartition(")")[2].split()[0])
    return bool(states) and all(state in "Tt" for state in states)


def tail(file: pathlib.Path) -> str:
    return file.read_text(errors="replace")[-2000:] if file.exists() else ""


# --- the server under test ---


class Server:
    """One home of the program under test."""

    def __init__(self, program: str, home: pathlib.Path, errors: pathlib.Path) -> None:
        self.command = [sys.executable, program] if program.endswith(".py") else [program]
        self.home = home
        self.errors = errors

    def init(self, sink_port: int) -> None:
        options = [
            "--name", "Crash", "--fqdn", "mail.example.test", "--listen", "127.0.0.1:0", "--anonymous",
            "--allow-relay", "127.0.0.0/8", "--hold-outbound", "--max-connections", "0",
            "--max-connections-per-address", "0", "--smart-host", f"127.0.0.1:{sink_port}", "--smart-host-tls", "none",
        ]  # fmt: skip
        result = subprocess.run(
            [*self.command, "init", "--home", str(self.home), *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        if result.returncode != 0:
            raise Broken(f"init failed:\n{result.stdout.decode(errors='replace')}")

    def serve(self) -> subprocess.Popen:
        return start([*self.command, "serve", "--home", str(self.home)], self.errors)

    def release(self) -> None:
        """Held mail is due at once after the next start."""
        settings = self.home / "settings.ron"
        text = settings.read_text()
        if "hold_outbound: true" not in text:
            raise Broken(f"no `hold_outbound: true` in {settings}: nothing held, nothing to compare")
        settings.write_text(text.replace("hold_outbound: true", "hold_outbound: false"))


# --- what was sent, acknowledged, found ---


def words(log: pathlib.Path) -> dict[str, list[str]]:
    """The lines `WORD ID` of a log by their word; an unfinished last line does not count."""
    found: dict[str, list[str]] = {}
    if log.exists():
        for line in log.read_text().splitlines(keepends=True):
            word, _, ident = line.partition(" ")
            if ident.endswith("\n"):
                found.setdefault(word, []).append(ident.strip())
    return found


class Sink:
    """sink.py as a process, and its log."""

    def __init__(self, stack: contextlib.ExitStack, work: pathlib.Path) -> None:
        self.log = work / "sink.log"
        errors = work / "sink.err"
        process = start([sys.executable, str(TOOLS / "sink.py"), "--log", str(self.log)], errors)
        stack.callback(end, process)
        self.port = listening(process, errors)

    def wait_for(self, wanted: set[str], patience: float, server: subprocess.Popen) -> None:
        """Until everything wanted is there, or nothing has arrived for `patience` seconds."""
        size, since = -1, time.monotonic()
        while time.monotonic() - since < patience:
            if wanted <= set(words(self.log).get("found", [])):
                return
            if server.poll() is not None:
                raise Broken(f"the restarted server ended with code {server.returncode}")
            now = self.log.stat().st_size
            if now != size:
                size, since = now, time.monotonic()
            time.sleep(0.2)

    def check_silence(self) -> None:
        if self.log.stat().st_size:
            raise Broken("mail reached the sink although outbound mail is held")


def compare(label: str, load_log: pathlib.Path, sink: Sink) -> int:
    """Prints the three figures; the number of lost or damaged messages."""
    load, got = words(load_log), words(sink.log)
    sent, acknowledged = set(load.get("sent", [])), set(load.get("acknowledged", []))
    found = got.get("found", [])
    damaged = set(got.get("damaged", []))
    lost = acknowledged - set(found)
    print(f"{label}: sent {len(sent)}, acknowledged {len(acknowledged)}, found {len(set(found))}", flush=True)
    for text, idents in (
        ("lost although acknowledged", lost),
        ("arrived damaged", damaged),
        ("never sent", set(found) - sent),
    ):
        if idents:
            print(f"  {len(idents)} {text}: {', '.join(sorted(idents)[:10])}{' …' if len(idents) > 10 else ''}")
    if len(found) > len(set(found)):
        print(f"  {len(found) - len(set(found))} arrived twice (allowed after a crash)")
    if got.get("stranger"):
        print(f"  {len(got['stranger'])} messages that load.py did not send (bounces?): {got['stranger'][:3]}")
    if not acknowledged:
        raise Broken("nothing was acknowledged: the test has shown nothing")
    return len(lost | damaged)


# --- load, then the crash ---


@contextlib.contextmanager
def loaded(port: int, log: pathlib.Path, prefix: str, options: argparse.Namespace):
    """The server under load for a random time; on leaving, the load is over and its log complete."""
    command = [sys.executable, str(TOOLS / "load.py"), "--port", str(port), "--log", str(log), "--prefix", prefix]
    errors = log.with_suffix(".err")
    process = start([*command, "--sessions", str(options.sessions)], errors)
    try:
        # The time runs from the first acknowledged message: starting Python takes its own.
        until = time.monotonic() + options.patience
        while f"acknowledged {prefix}-" not in (log.read_text() if log.exists() else ""):
            if process.poll() is not None or time.monotonic() > until:
                raise Broken(f"the load did not get going:\n{tail(errors)}")
            time.sleep(0.02)
        time.sleep(random.uniform(*options.seconds))
        if process.poll() is not None:
            raise Broken(f"the load ended before the crash:\n{tail(errors)}")
        yield
        # The server is gone: the sessions notice, and the program ends by itself.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(options.patience)
    finally:
        end(process)
    if process.returncode != 0:
        raise Broken(f"the load was refused:\n{tail(errors)}")


def kill(options: argparse.Namespace, stack: contextlib.ExitStack, work: pathlib.Path) -> int:
    sink = Sink(stack, work)
    errors = work / "server.err"
    server = Server(options.program, work / "home", errors)
    server.init(sink.port)
    log = work / "load.log"
    for number in range(1, options.rounds + 1):
        process = server.serve()
        stack.callback(end, process)
        with loaded(listening(process, errors), log, f"k{number}", options):
            process.kill()
            process.wait()
        sink.check_silence()
    return restart_and_compare(f"{options.rounds} x kill -9", server, log, sink, options, stack)


def restart_and_compare(label, server: Server, log, sink: Sink, options, stack: contextlib.ExitStack) -> int:
    server.release()
    process = server.serve()
    stack.callback(end, process)
    listening(process, server.errors)
    sink.wait_for(set(words(log).get("acknowledged", [])), options.patience, process)
    lost = compare(label, log, sink)
    if lost:
        print(f"  last words of the server: {tail(server.errors)[-500:]}")
    end(process)
    return lost


def power_cut(options: argparse.Namespace, stack: contextlib.ExitStack, work: pathlib.Path) -> int:
    lost = 0
    for number in range(1, options.rounds + 1):
        with contextlib.ExitStack() as round_stack:
            folder = work / f"cut{number}"
            folder.mkdir()
            lost += one_power_cut(f"power cut {number}", options, round_stack, folder)
        shutil.rmtree(folder)
    return lost


def one_power_cut(label: str, options: argparse.Namespace, stack: contextlib.ExitStack, work: pathlib.Path) -> int:
    sink = Sink(stack, work)
    errors = work / "server.err"
    image, disk = work / "disk.img", work / "disk"
    make_disk(image)
    # The commit every five seconds and the sync at each rename would hide a missing sync.
    mount(stack, image, disk, "commit=600,noauto_da_alloc")
    server = Server(options.program, disk / "home", errors)
    server.init(sink.port)
    # The home was made before the storm: it is on disk, however the program makes it.
    run(["sync", "--file-system", str(disk)])
    process = server.serve()
    stack.callback(end, process)
    log, copy = work / "load.log", work / "copy.img"
    with loaded(listening(process, errors), log, "p", options):
        process.send_signal(signal.SIGSTOP)
        wait_until_stopped(process)
        run(["cp", "--sparse=always", "--reflink=auto", str(image), str(copy)])
        # Replies sent before the stop are on their way to the client: they count.
        time.sleep(0.2)
        process.kill()
        process.wait()
    sink.check_silence()
    mount(stack, copy, work / "after", "defaults")
    after = Server(options.program, work / "after" / "home", errors)
    return restart_and_compare(label, after, log, sink, options, stack)


def wait_until_stopped(process: subprocess.Popen) -> None:
    until = time.monotonic() + 30
    while not stopped(process.pid):
        if time.monotonic() > until or process.poll() is not None:
            raise Broken("the server did not stop on SIGSTOP")
        time.sleep(0.005)


# --- disks ---


def run(command: list[str]) -> None:
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if result.returncode != 0:
        raise Broken(f"{' '.join(command)}: {result.stdout.decode(errors='replace').strip()}")


def make_disk(image: pathlib.Path) -> None:
    with open(image, "wb") as file:
        file.truncate(IMAGE_BYTES)
    # Initialised now: the background initialisation would write while the copy is made.
    run(["mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(image)])


def mount(stack: contextlib.ExitStack, image: pathlib.Path, folder: pathlib.Path, options: str) -> None:
    folder.mkdir()
    run(["mount", "-t", "ext4", "-o", f"loop,{options}", str(image), str(folder)])
    stack.callback(unmount, folder)


def unmount(folder: pathlib.Path) -> None:
    for _ in range(50):
        if subprocess.run(["umount", str(folder)], stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise Broken(f"cannot unmount {folder}")


def need_disks(work: pathlib.Path) -> None:
    """Raises Skipped where no file system can be mounted."""
    if os.geteuid() != 0:
        raise Skipped("power cuts need root (mount)")
    missing = [tool for tool in ("mkfs.ext4", "mount", "umount") if not shutil.which(tool)]
    if missing:
        raise Skipped(f"not installed: {', '.join(missing)}")
    with contextlib.ExitStack() as stack:
        try:
            make_disk(work / "probe.img")
            mount(stack, work / "probe.img", work / "probe", "defaults")
        except Broken as problem:
            raise Skipped(f"loop devices cannot be mounted here ({problem})") from problem
    (work / "probe.img").unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description="Crashes a server under load and counts what is left.")
    parser.add_argument("mode", choices=["kill", "power-cut"])
    parser.add_argument("--program", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True, help="an existing folder; what is made there is removed")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--sessions", type=int, default=8)
    parser.add_argument("--seconds", type=float, nargs=2, default=[0.5, 2.0], help="load before the crash, at random between the two")
    parser.add_argument("--patience", type=float, default=60, help="seconds without progress after which mail counts as lost")
    parser.add_argument("--keep", action="store_true", help="leave home and logs for a look after a failure")
    options = parser.parse_args()
    os.umask(0o077)
    # /usr/sbin is not on everybody's PATH, mkfs.ext4 lives there.
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    work = pathlib.Path(tempfile.mkdtemp(prefix="crash-", dir=options.work))
    # An end from outside runs the clean-up too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    try:
        with contextlib.ExitStack() as stack:
            if options.mode == "power-cut":
                need_disks(work)
                lost = power_cut(options, stack, work)
            else:
                lost = kill(options, stack, work)
    except Skipped as reason:
        print(f"SKIPPED {options.mode}: {reason}")
        return SKIPPED
    except Broken as problem:
        print(f"{options.mode}: {problem}", file=sys.stderr)
        return 2
    finally:
        if options.keep:
            print(f"kept: {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())

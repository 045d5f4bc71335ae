#!/usr/bin/env bash
# The console at rest and at work: the release program in a real window, on a screen in memory (Xvfb).
#
#   cargo build --release && benches/console.sh [--program target/release/postkontor] [--runs 5] [--seconds 30] [--pace 2000]
#
# What is measured, each on a home with one server and in a process that holds window and engine both:
#   window up   from the start of the process to the mapped window, and to the first picture in it; medians of --runs starts
#   idle        processor time while nothing happens, on the Overview and on the page of a server, over --seconds
#   at work     the same on the Overview while four clients get --pace SMTP commands a second answered by the same process;
#               the window's thread (drawing) is told beside the whole process
#   memory      resident set size after each of these, and after every page of a property sheet was seen, in Swedish and in
#               Chinese, whose fallback font is the biggest piece
# Needs Xvfb and xdotool (make deps-test). Only processes started here are ended. No GPU is used: the console draws by CPU.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C

program=${CARGO_TARGET_DIR:-target}/release/postkontor
runs=5
seconds=30
pace=2000

source benches/options.sh
options program runs seconds pace -- "$@"

for tool in Xvfb xdotool python3; do
    command -v "$tool" >/dev/null || die "$tool is missing: make deps-test"
done
[[ -x $program ]] || die "$program is missing: cargo build --release"

# --- a screen of our own ---

work=$(mktemp -d "${TMPDIR:-/tmp}/postkontor-bench.XXXXXX")
screen_pid=
console_pid=

clean_up() {
    set +e
    end_console
    if [[ -n $screen_pid ]]; then kill "$screen_pid" 2>/dev/null; wait "$screen_pid" 2>/dev/null; fi
    rm -rf "$work"
}
trap clean_up EXIT

end_console() {
    if [[ -n $console_pid ]]; then
        kill "$console_pid" 2>/dev/null || true
        wait "$console_pid" 2>/dev/null || true
        console_pid=
    fi
}

Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset -fbdir "$work" 3>"$work/display" >/dev/null 2>&1 &
screen_pid=$!
until [[ -s $work/display ]]; do
    kill -0 "$screen_pid" 2>/dev/null || die "Xvfb did not start"
    sleep 0.05
done
DISPLAY=:$(<"$work/display")
export DISPLAY HOME=$work XDG_CONFIG_HOME=$work/preferences
unset WAYLAND_DISPLAY WINIT_X11_SCALE_FACTOR LANGUAGE

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$program" init --home "$work/home" --name Office --fqdn mail.example.test --listen "127.0.0.1:$port" --anonymous \
    --allow-relay 127.0.0.1 --hold-outbound --max-connections-per-address 0 >/dev/null

# --- the window ---

# Microseconds since the epoch.
now() { echo "${EPOCHREALTIME//[.,]/}"; }

# A pixel in the middle of the window, from the frame buffer: black until something is drawn.
pixel() {
    local header colors
    header=$((16#$(od -An -tx1 -N4 "$work/Xvfb_screen0" | tr -d ' ')))
    colors=$((16#$(od -An -tx1 -j76 -N4 "$work/Xvfb_screen0" | tr -d ' ')))
    od -An -tu4 -j $((header + colors * 12 + (400 * 1280 + 600) * 4)) -N4 "$work/Xvfb_screen0" | tr -d ' '
}

# Starts the console and waits for its window: sets mapped and drawn, in milliseconds.
start_console() {
    local begin
    begin=$(now)
    "$program" console --home "$work/home" 2>>"$work/log" &
    console_pid=$!
    until window=$(xdotool search --onlyvisible --name Postkontor 2>/dev/null); do
        kill -0 "$console_pid" 2>/dev/null || die "the console ended: $(tail -n 5 "$work/log")"
    done
    mapped=$((($(now) - begin) / 1000))
    while [[ $(pixel) -eq 0 ]]; do :; done
    drawn=$((($(now) - begin) / 1000))
}

# Processor time of the whole process in ticks of 10 ms, threads that have ended included; of the window's thread in microseconds.
ticks() { awk '{ print $14 + $15 }' "/proc/$console_pid/stat"; }
drawing() { awk '{ printf "%d\n", $1 / 1000 }' "/proc/$console_pid/task/$console_pid/schedstat"; }
memory() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$console_pid/status"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Percent of one core over the time to measure.
measure() {
    local begin process thread span
    begin=$(now) process=$(ticks) thread=$(drawing)
    sleep "$seconds"
    span=$(($(now) - begin)) process=$(($(ticks) - process)) thread=$(($(drawing) - thread))
    awk -v p="$process" -v t="$thread" -v s="$span" -v name="$1" -v m="$(memory)" \
        'BEGIN { printf "%-34s  %6.2f %%  %6.2f %%  %6.1f MB\n", name, p * 1000000 / s, t * 100 / s, m }'
}

# Keeps four clients at their pace until it is ended; says at the end how many commands were answered a second.
load() {
    python3 - "$port" "$pace" >"$work/answered" <<'PYTHON' &
import asyncio, signal, sys, time

port, pace, clients = int(sys.argv[1]), int(sys.argv[2]), 4
answered = 0
begin = time.monotonic()


async def client():
    global answered
    own, commands = 0, (b"MAIL FROM:<meter@example.test>", b"RCPT TO:<far@elsewhere.test>", b"RSET", b"NOOP")
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)

        async def say(line, start):
            nonlocal own
            global answered
            if line:
                writer.write(line + b"\r\n")
            while True:
                reply = await reader.readline()
                if not reply.startswith(start):
                    sys.exit(f"{line!r} was answered {reply!r}")
                if reply[3:4] == b" ":
                    break
            answered, own = answered + 1, own + 1
            ahead = own * clients / pace - (time.monotonic() - begin)
            if ahead > 0.001:
                await asyncio.sleep(ahead)

        await say(b"", b"220")
        await say(b"EHLO meter.example.test", b"250")
        for n in range(60):
            await say(commands[n % 4], b"250")
        for line, start in ((commands[0], b"250"), (commands[1], b"250"), (b"DATA", b"354"), (b"Subject: x\r\n\r\nx\r\n.", b"250")):
            await say(line, start)
        await say(b"QUIT", b"221")
        writer.close()


async def main():
    work = asyncio.gather(*(client() for _ in range(clients)))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        print(round(answered / (time.monotonic() - begin)))


asyncio.run(main())
PYTHON
    load_pid=$!
}

# Another language for the next start.
language() {
    mkdir -p "$XDG_CONFIG_HOME/postkontor"
    echo "(version: 1, language: \"$1\", look: \"light\", text_size: 100, closed: [], seen: [])" >"$XDG_CONFIG_HOME/postkontor/window.ron"
}

# The tree takes the keyboard, and the keys are pressed one after the other.
keys() {
    xdotool windowfocus --sync "$window"
    xdotool mousemove 160 148 sleep 0.2 click 1 sleep 0.2
    local key
    for key in "$@"; do xdotool key "$key" sleep 0.3; done
}

echo "$(nproc) cores, $(uname -sr), $("$program" version)"
for ((run = 0; run < runs; run++)); do
    start_console
    echo "$mapped" >>"$work/mapped"
    echo "$drawn" >>"$work/drawn"
    end_console
done
printf 'window up: mapped after %d ms, first picture after %d ms (medians of %d)\n\n' "$(median <"$work/mapped")" "$(median <"$work/drawn")" "$runs"

start_console
sleep 3
printf '%-34s  %8s  %8s  %9s\n' "" process window RSS
measure "idle, Overview"
keys End
sleep 1
measure "idle, page of a server"
keys Home Down Down Down
load
sleep 1
measure "$pace commands a second, Overview"
kill "$load_pid"
wait "$load_pid" || die "the clients were not served as they should be"
echo "answered: $(<"$work/answered") commands a second"
end_console
for tongue in sv zh-Hans; do
    language "$tongue"
    start_console
    keys End alt+Return ctrl+Tab ctrl+Tab ctrl+Tab Escape
    printf 'memory after every page of a sheet, %s: %s MB\n' "$tongue" "$(memory)"
    end_console
done

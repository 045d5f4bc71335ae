#!/usr/bin/env bash
# Durable accept over SMTP: Postkontor against Postfix, in the same run, on the same disk.
#
#   make bench                               builds the release program and runs this
#   sudo benches/smtp.sh [--program target/release/postkontor] [--runs 5] [--messages 2000] [--bytes 10240]
#                        [--sessions "1 10 50"] [--what accept|relay] [--only postfix|postkontor] [--work DIR]
#
# What happens: a fresh ext4 in a file, mounted through a loop device, holds both queues. Postfix runs as a private instance:
# own configuration folder, own queue, own port; an installed Postfix is not touched and need not be configured. Both servers
# accept from 127.0.0.0/8 without logging on and hold all mail (Postfix puts it straight into its hold queue, which is the
# cheaper way for Postfix), and both have it on disk before they answer 250. Postfix' smtp-source sends --messages messages of
# --bytes octets over --sessions sessions, one message per connection and then many (-d), alternating between the two (A B A B).
# The table gives medians of --runs runs, their ratio, and CPU milliseconds (user and system of the whole server,
# children included) per message.
#
# With --what relay nothing is held: both pass everything on to Postfix' smtp-sink, and the clock runs until that has it all.
#
# Needs root for the ext4 and for Postfix' master process. Without root only Postkontor runs, in a plain folder, and says so.
# All traffic stays on loopback. Only processes started here are ended; the mount goes away on exit.
# Figures are ratios: write them with date and machine into benches/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 022
export LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin

program=${CARGO_TARGET_DIR:-target}/release/postkontor
runs=5
messages=2000
bytes=10240
sessions="1 10 50"
what=accept
only=
work=${TMPDIR:-/tmp}

source benches/options.sh
options program runs messages bytes sessions what only work -- "$@"
[[ $what == accept || $what == relay ]] || die "--what is accept or relay"

command -v smtp-source >/dev/null || die "smtp-source is missing: make deps-test (Debian package postfix)"
[[ $only == postfix || -x $program ]] || die "$program is missing: cargo build --release (or --only postfix)"

# --- the disk ---

folder=$work
work=$(mktemp -d "$folder/postkontor-bench.XXXXXX")
disk=$work/disk
mkdir "$disk"
mounted=0
postkontor_pid=
sink_pid=
postfix_up=0

clean_up() {
    set +e
    if [[ -n $sink_pid ]]; then
        kill "$sink_pid" 2>/dev/null
        wait "$sink_pid" 2>/dev/null
    fi
    if [[ -n $postkontor_pid ]]; then
        kill "$postkontor_pid" 2>/dev/null
        wait "$postkontor_pid" 2>/dev/null
    fi
    # `stop` of this configuration folder ends the processes of this instance and no other.
    if [[ $postfix_up -eq 1 ]]; then postfix -c "$work/postfix" stop >/dev/null 2>&1; fi
    if [[ $mounted -eq 1 ]]; then
        local try
        for try in 1 2 3 4 5 6 7 8 9 10; do
            umount "$disk" 2>/dev/null && mounted=0 && break
            sleep 0.5
        done
        [[ $mounted -eq 0 ]] || echo "smtp.sh: cannot unmount $disk after $try tries" >&2
    fi
    [[ $mounted -eq 1 ]] || rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

if [[ $EUID -eq 0 ]]; then
    chmod 755 "$work"
    truncate -s 8G "$work/disk.img"
    mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0 "$work/disk.img"
    mount -o loop "$work/disk.img" "$disk" || die "cannot mount a loop device here"
    mounted=1
    where="fresh ext4 on a loop device"
else
    where="a folder of $folder: not root, so no ext4 of its own"
    echo "smtp.sh: not root: $where, and no Postfix to compare with (its master needs root)" >&2
    [[ $only != postfix ]] || exit 1
    only=postkontor
fi

# --- the servers ---

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
}

await_greeting() {
    local try line
    for ((try = 0; try < 100; try++)); do
        if line=$(exec 3<>"/dev/tcp/127.0.0.1/$1" && head -n 1 <&3 && printf 'QUIT\r\n' >&3) 2>/dev/null && [[ $line == 220* ]]; then
            return 0
        fi
        sleep 0.1
    done
    return 1
}

# The next hop of both: takes everything, keeps nothing, and counts.
start_sink() {
    sink_port=$(free_port)
    : >"$work/sink.out"
    # It gives root's rights up for those of Postfix' own user.
    local user=()
    [[ $EUID -ne 0 ]] || user=(-u postfix)
    smtp-sink "${user[@]}" -c "127.0.0.1:$sink_port" 1000 >"$work/sink.out" 2>"$work/sink.err" &
    sink_pid=$!
    await_greeting "$sink_port" || die "smtp-sink does not answer: $(cat "$work/sink.err")"
}

# Messages the sink has taken so far.
sunk() { tail -c 200 "$work/sink.out" | tr '\r' '\n' | sed -n 's/.*mesg= *\([0-9]*\).*/\1/p' | tail -n 1; }

start_postfix() {
    local folder=$work/postfix queue=$disk/postfix/queue
    postfix_port=$(free_port)
    mkdir -p "$folder" "$queue"
    install -d -o postfix -g root -m 700 "$disk/postfix/data"
    cat >"$folder/main.cf" <<TEXT
compatibility_level = 3.6
queue_directory = $queue
data_directory = $disk/postfix/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = $work/postfix.log
maillog_file_prefixes = $work
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = bench.example.test
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
# No DNS: neither for clients nor for destinations.
smtpd_peername_lookup = no
smtp_dns_support_level = disabled
$(if [[ $what == accept ]]; then
        echo "defer_transports = smtp"
        echo "smtpd_recipient_restrictions = check_client_access static:HOLD, permit_mynetworks, reject"
    else
        echo "relayhost = [127.0.0.1]:$sink_port"
        echo "smtpd_recipient_restrictions = permit_mynetworks, reject"
    fi)
# Nothing that slows it on purpose.
in_flow_delay = 0
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_client_message_rate_limit = 0
TEXT
    cat >"$folder/master.cf" <<TEXT
127.0.0.1:$postfix_port inet n - n - - smtpd
cleanup   unix  n - n -    0 cleanup
qmgr      unix  n - n 300  1 qmgr
rewrite   unix  - - n -    - trivial-rewrite
bounce    unix  - - n -    0 bounce
defer     unix  - - n -    0 bounce
smtp      unix  - - n -    - smtp
error     unix  - - n -    - error
retry     unix  - - n -    - error
anvil     unix  - - n -    1 anvil
proxymap  unix  - - n -    - proxymap
postlog   unix-dgram n - n - 1 postlogd
TEXT
    # The instance needs the tables of its packages; without a configured Postfix they lie in /etc/postfix all the same.
    postfix -c "$folder" start >"$work/postfix.out" 2>&1 || die "Postfix does not start: $(cat "$work/postfix.out" "$work/postfix.log" 2>/dev/null)"
    postfix_up=1
    postfix_pid=$(tr -d ' ' <"$queue/pid/master.pid")
    await_greeting "$postfix_port" || die "Postfix does not answer: $(cat "$work/postfix.log")"
}

start_postkontor() {
    local home=$disk/postkontor way=(--hold-outbound)
    [[ $what == accept ]] || way=(--smart-host "127.0.0.1:$sink_port" --smart-host-tls none)
    "$program" init --home "$home" --name Bench --fqdn bench.example.test --listen 127.0.0.1:0 --anonymous \
        --allow-relay 127.0.0.0/8 "${way[@]}" --max-connections 0 --max-connections-per-address 0 >"$work/init.out" 2>&1 ||
        die "init: $(cat "$work/init.out")"
    : >"$work/serve.out"
    "$program" serve --home "$home" >"$work/serve.out" 2>"$work/serve.err" </dev/null &
    postkontor_pid=$!
    local try
    for ((try = 0; try < 100; try++)); do
        postkontor_port=$(sed -n 's/^listening [^ ]*:\([0-9]*\) .*/\1/p' "$work/serve.out" | head -n 1)
        [[ -z $postkontor_port ]] || break
        kill -0 "$postkontor_pid" 2>/dev/null || die "serve: $(cat "$work/serve.err")"
        sleep 0.1
    done
    [[ -n $postkontor_port ]] || die "serve printed no listening line"
    await_greeting "$postkontor_port" || die "Postkontor does not answer: $(cat "$work/serve.err")"
}

# --- measuring ---

# Clock ticks that a process, its living descendants, and those it has buried have used.
ticks() {
    # Processes come and go meanwhile: cat passes over those that went.
    { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v root="$1" '
        {
            # The name stands in brackets and may hold blanks: the fields are counted from behind it.
            pid = $1
            sub(/^.*\) /, "", $0)
            parent[pid] = $2; own[pid] = $12 + $13; buried[pid] = $14 + $15
        }
        END {
            for (pid in parent) {
                for (p = pid; p in parent && p != root; p = parent[p]) {}
                if (p == root) sum += own[pid] + buried[pid]
            }
            print sum + 0
        }'
}

hertz=$(getconf CLK_TCK)

# One run: server, sessions, `-d` or nothing. Appends "messages/s CPU-ms" to the results of the case.
measure() {
    local server=$1 count=$2 kept=$3 port pid before after from to had=0
    if [[ $server == postfix ]]; then port=$postfix_port pid=$postfix_pid; else port=$postkontor_port pid=$postkontor_pid; fi
    # What the other one left in the page cache is not this one's debt.
    sync --file-system "$disk"
    [[ $what == accept ]] || had=$(sunk)
    before=$(ticks "$pid")
    from=${EPOCHREALTIME/,/.}
    # shellcheck disable=SC2086  # $kept is an option or nothing
    smtp-source -s "$count" -m "$messages" -l "$bytes" $kept -f a@example.org -t b@example.net "127.0.0.1:$port" ||
        die "smtp-source against $server failed"
    if [[ $what == relay ]]; then
        until [[ $(sunk) -ge $((had + messages)) ]]; do
            kill -0 "$sink_pid" 2>/dev/null || die "smtp-sink has ended: $(cat "$work/sink.err")"
            sleep 0.01
        done
    fi
    to=${EPOCHREALTIME/,/.}
    after=$(ticks "$pid")
    awk -v n="$messages" -v t="$from $to" -v c="$((after - before))" -v hz="$hertz" \
        'BEGIN { split(t, s, " "); printf "%.1f %.4f\n", n / (s[2] - s[1]), c * 1000 / hz / n }' >>"$work/$server.$count.$kept"
}

# Median of a column of a file.
median() {
    [[ -s $1 ]] || { echo - && return; }
    awk -v column="$2" '{ print $column }' "$1" | sort -n |
        awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

ratio() {
    if [[ $1 == - || $2 == - ]]; then echo -; else awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }'; fi
}

[[ $what == accept ]] || start_sink
servers=()
if [[ $only != postkontor ]]; then
    start_postfix
    servers+=(postfix)
fi
if [[ $only != postfix ]]; then
    start_postkontor
    servers+=(postkontor)
fi

for server in "${servers[@]}"; do
    # Warm: processes forked, code in memory. Not counted.
    case $server in postfix) port=$postfix_port ;; *) port=$postkontor_port ;; esac
    smtp-source -s 10 -m 100 -l "$bytes" -f a@example.org -t b@example.net "127.0.0.1:$port"
    if [[ $what == relay ]]; then
        warm=$((${warm:-0} + 100))
        until [[ $(sunk) -ge $warm ]]; do sleep 0.1; done
    fi
done

for kept in "" -d; do
    for count in $sessions; do
        for ((run = 1; run <= runs; run++)); do
            for server in "${servers[@]}"; do measure "$server" "$count" "$kept"; done
        done
    done
done

# What was counted as accepted must lie in the queue.
if [[ $only != postkontor && $what == accept ]]; then
    read -ra all <<<"$sessions"
    expected=$((100 + 2 * ${#all[@]} * runs * messages))
    held=$(find "$disk/postfix/queue/hold" -type f | wc -l)
    [[ $held -eq $expected ]] || die "Postfix holds $held messages, not $expected: the figures are worthless"
fi

echo
echo "$(date -u +%F), $(nproc) cores, $(uname -sr), $where; $what, $messages messages of $bytes octets, medians of $runs, alternating"
[[ $only == postkontor ]] || postconf -h -c "$work/postfix" mail_version | sed 's/^/Postfix /'
echo
echo "| sessions | messages per connection | Postfix msg/s | Postkontor msg/s | x Postfix | Postfix CPU ms/msg | Postkontor CPU ms/msg |"
echo "|---|---|---|---|---|---|---|"
for kept in "" -d; do
    for count in $sessions; do
        a=$(median "$work/postfix.$count.$kept" 1)
        b=$(median "$work/postkontor.$count.$kept" 1)
        echo "| $count | $([[ -n $kept ]] && echo many || echo one) | $a | $b | $(ratio "$b" "$a")" \
            "| $(median "$work/postfix.$count.$kept" 2) | $(median "$work/postkontor.$count.$kept" 2) |"
    done
done

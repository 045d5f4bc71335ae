#!/usr/bin/env bash
# Starts a demo server on this computer only: 127.0.0.1:2525 (STARTTLS) and 127.0.0.1:2465 (SSL), local domain
# example.test, one account `demo`. Nothing it accepts leaves this computer (outgoing mail is held). Opens the window where
# there is a display, else serves on the terminal.
#
#   packaging/demo.sh PROGRAM HOME
set -euo pipefail
umask 077

if [[ $# -ne 2 ]]; then
    echo "usage: packaging/demo.sh PROGRAM HOME" >&2
    exit 2
fi
program=$1
home=$2

if [[ ! -e $home/settings.ron ]]; then
    "$program" init --home "$home" --name Demo --fqdn mail.example.test --local-domain example.test \
        --listen 127.0.0.1:2525 --implicit-tls 127.0.0.1:2465 --hold-outbound
fi

# The password is printed once and kept nowhere but as a hash. Without it curl asks for one.
login=demo
accounts=$("$program" account list --home "$home")
if ! grep -qw demo <<<"$accounts"; then
    password=$(head -c 15 /dev/urandom | base64 | tr '+/' 'xy')
    "$program" account add demo --home "$home" --password-stdin <<<"$password"
    login=demo:$password
    printf '\nAccount demo, password %s (shown this once).\n' "$password"
fi

verb=serve
stop='Ctrl-C stops'
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    verb=console
    stop='Closing the window stops'
fi

cat <<TEXT

A new password:  $program account password demo --home $home
Start anew:      make clean-demo

Send a message from demo to demo (in a second terminal):

  printf 'From: demo@example.test\r\nTo: demo@example.test\r\nSubject: Hello\r\n\r\nIt works.\r\n' | curl --ssl-reqd -k smtp://127.0.0.1:2525 --mail-from demo@example.test --mail-rcpt demo@example.test --user '$login' -T -

It then lies in the mailbox:

  find $home/mailboxes -path '*/new/*' -type f

$stop the server.

TEXT
command -v curl >/dev/null || echo "(curl is not installed here: apt install curl, or use any mail program with these values.)"

exec "$program" "$verb" --home "$home"

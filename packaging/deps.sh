#!/usr/bin/env bash
# Checks for what `make run` and `make test` need and installs what is missing on Debian and Ubuntu.
#
#   packaging/deps.sh run     what building and running needs: a Rust tool chain and a C compiler. Installs nothing.
#   packaging/deps.sh test    also the mail programs and the screen the tests use. Installs missing packages with apt
#                             (through sudo if not root) and says which and why. On other systems it prints the
#                             list and goes on: the tests that need a missing program fail and name its package.
#
# A second run finds everything in place and does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'deps: %s\n' "$*"; }
have() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1; }

# package | how to see that it is there | why
PACKAGES=(
    "swaks|program swaks|submits test messages as mail programs do"
    "libnet-ssleay-perl|perl Net::SSLeay|swaks needs it for STARTTLS and SSL"
    "curl|program curl|submits test messages; the line printed by make run uses it"
    "libauthen-ntlm-perl|perl Authen::NTLM|swaks needs it for NTLM"
    "msmtp|program msmtp|logs on by SCRAM-SHA-256"
    "gsasl|program gsasl|logs on by SCRAM-SHA-256-PLUS, bound to the TLS channel"
    "s-nail|program s-nail|a mail program of the terminal"
    "mutt|program mutt|another one"
    "nodejs|program node|runs nodemailer"
    "node-nodemailer|file /usr/share/nodejs/nodemailer/package.json|submits test messages as web applications do"
    "ca-certificates|file /etc/ssl/certs/ca-certificates.crt|the authorities that certificates are checked against"
    "pebble|program pebble|an online certification authority, and the DNS it asks, on this computer"
    "openssl|program openssl|makes test certificates; s_client looks at TLS from outside"
    "postfix|program smtp-source|smtp-source loads the server, smtp-sink receives from it, Postfix is the yardstick of make bench"
    "dovecot-core|program doveadm|reads our Maildirs as a mail store does"
    "dovecot-lmtpd|file /usr/lib/dovecot/lmtp|takes our messages by LMTP"
    "xvfb|program Xvfb|the window is tested on a screen in memory"
    "xdotool|program xdotool|presses keys and buttons there"
    "libx11-xcb1|library libX11-xcb.so.1|the window loads it when it opens on X"
    "libxcursor1|library libXcursor.so.1|the same"
    "libxi6|library libXi.so.6|the same"
    "libxkbcommon-x11-0|library libxkbcommon-x11.so.0|the same"
    "python3|program python3|load client, next hops and the crash tests are in Python"
    "python3-venv|venv|the pinned Python tools live in a virtual environment of their own"
    "python3-dkim|python dkim|reads the DKIM signatures of what leaves, as a receiver does"
    "python3-nacl|python nacl.signing|python3-dkim needs it for Ed25519"
    "e2fsprogs|program mkfs.ext4|the power-cut test makes its own ext4"
    "mount|program losetup|the power-cut test mounts it"
    "util-linux|program flock|locks and block-device tools of the same tests"
)

there() {
    local kind=${1%% *} what=${1#* }
    case $kind in
        program) have "$what" ;;
        file) [[ -e $what ]] ;;
        library) PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | grep -F "$what " >/dev/null ;;
        perl) have perl && perl -M"$what" -e 1 >/dev/null 2>&1 ;;
        # Packages of modules belong to the Python that is a package too.
        python) /usr/bin/python3 -c "import $what" >/dev/null 2>&1 ;;
        # ensurepip is what Debian leaves out without python3-venv.
        venv) have python3 && python3 -c 'import venv, ensurepip' >/dev/null 2>&1 ;;
    esac
}

check_build_tools() {
    local missing=0
    if ! have cargo; then
        say "cargo is missing: install Rust $(minimum_rust) or newer (https://rustup.rs)"
        missing=1
    elif ! at_least "$(rustc --version | cut -d' ' -f2)" "$(minimum_rust)"; then
        say "Rust $(rustc --version | cut -d' ' -f2) is too old, $(minimum_rust) or newer is needed: rustup update stable"
        missing=1
    fi
    if ! have cc && ! have gcc && ! have clang; then
        say "a C compiler is missing (the TLS library has parts in C): apt install gcc"
        missing=1
    fi
    if [[ $missing -ne 0 ]]; then exit 1; fi
}

minimum_rust() { sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml; }
at_least() { [[ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" == "$2" ]]; }

check_rust_components() {
    local component
    for component in rustfmt clippy; do
        if ! cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1; then
            say "$component is missing: make test checks format and lints with it"
            if have rustup; then
                rustup component add "$component"
            else
                say "install $component of your Rust tool chain"
                exit 1
            fi
        fi
    done
}

install_missing() {
    local entry package check why missing=()
    for entry in "${PACKAGES[@]}"; do
        IFS='|' read -r package check why <<<"$entry"
        if ! there "$check"; then
            say "missing: $package ($why)"
            missing+=("$package")
        fi
    done
    if [[ ${#missing[@]} -eq 0 ]]; then return 0; fi

    if ! have apt-get; then
        say "this is not Debian or Ubuntu: install these by hand; the tests that need them fail until then and name them"
        return 0
    fi
    local root=()
    if [[ $EUID -ne 0 ]]; then
        if ! have sudo; then
            say "neither root nor sudo: run as root: apt-get install --no-install-recommends ${missing[*]}"
            return 0
        fi
        # Without a terminal nobody can type a password: ask for none and go on without.
        if [[ -t 0 ]]; then root=(sudo); else root=(sudo -n); fi
    fi
    say "installing: ${missing[*]}"
    if ! install_packages "${missing[@]}"; then
        say "could not install all of: ${missing[*]}; the tests that need them fail until then and name them"
    fi
}

# Installs without starting any daemon and without touching a mail server that is there already.
install_packages() {
    "${root[@]}" apt-get update -qq || return 1
    local package wanted=() removals
    for package in "$@"; do
        if [[ $package == postfix ]]; then
            # Another mail server would be removed by installing Postfix: never do that for a test.
            removals=$("${root[@]}" apt-get install -s --no-install-recommends postfix | sed -n 's/^Remv \([^ ]*\).*/\1/p')
            if [[ -n $removals ]]; then
                say "not installing postfix: it would remove ${removals//$'\n'/ }"
                continue
            fi
            printf 'postfix postfix/main_mailer_type select No configuration\n' | "${root[@]}" debconf-set-selections || return 1
        fi
        wanted+=("$package")
    done
    if [[ ${#wanted[@]} -eq 0 ]]; then return 0; fi

    # Debian asks this file whether a package may start its daemon; 101 means no.
    local policy=/usr/sbin/policy-rc.d ours=0 answer=0
    if [[ -e $policy ]]; then
        "$policy" postfix start >/dev/null 2>&1 || answer=$?
        local daemon
        for daemon in postfix dovecot-core dovecot-lmtpd; do
            if [[ $answer -ne 101 && " ${wanted[*]} " == *" $daemon "* ]]; then
                say "not installing $daemon: $policy of this machine would let it start"
                wanted=("${wanted[@]/#$daemon/}")
            fi
        done
    else
        printf '#!/bin/sh\nexit 101\n' | "${root[@]}" install -m 755 /dev/stdin "$policy" || return 1
        ours=1
    fi
    if [[ $ours -eq 1 ]]; then
        # shellcheck disable=SC2064  # the values of now
        trap "${root[*]} rm -f '$policy'" EXIT
    fi
    local result=0
    # shellcheck disable=SC2086,SC2048  # an emptied entry must vanish
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${wanted[*]} || result=$?
    if [[ $ours -eq 1 ]]; then
        "${root[@]}" rm -f "$policy"
        trap - EXIT
    fi
    return $result
}

case ${1:-} in
    run)
        check_build_tools
        have curl || say "curl is missing: the server runs without it, but the line that make run prints to send a first message needs it (apt install curl)"
        ;;
    test)
        check_build_tools
        check_rust_components
        install_missing
        ;;
    *)
        say "usage: packaging/deps.sh run|test" >&2
        exit 2
        ;;
esac

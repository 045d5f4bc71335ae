#!/usr/bin/env bash
# Searches for octets that break what must hold for any octets (src/): libFuzzer, led by coverage, on the stable tool chain.
#
#   fuzz/run.sh run SECONDS TARGET...    searches for so long per target, from its corpus and what was found before
#   fuzz/run.sh keep TARGET...           takes into corpus/ what earlier searches found and corpus/ does not reach yet
#
# An input that breaks something is written into corpus/<target>/, so that `make test` fails until it is mended. Other
# inputs that reached something new lie in the build folder. Needs a C++ compiler, for libFuzzer itself.
#
# Not searched for: memory errors. This program has no unsafe code, and the sanitizers need the nightly tool chain.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'fuzz: %s\n' "$*"; }

if ! command -v c++ >/dev/null 2>&1; then
    say "a C++ compiler is missing (libFuzzer is built with it): apt install g++"
    exit 1
fi

mode=$1 && shift
seconds=0
if [[ $mode == run ]]; then seconds=$1 && shift; fi
folder=${CARGO_TARGET_DIR:-target}/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')

# Not --locked: the lock of this package follows that of the program when its dependencies change.
# What `cargo fuzz` passes, but for the sanitizer. The target is named so that build scripts are not instrumented.
coverage=(
    --cfg fuzzing
    -Cpasses=sancov-module
    -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
    -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares
    -Cllvm-args=-simplifycfg-branch-fold-threshold=0
    -Ccodegen-units=1
)
RUSTFLAGS="${coverage[*]}" "${CARGO:-cargo}" build --release --manifest-path fuzz/Cargo.toml --target-dir "$folder" --target "$host" --bins

broken=()
for target in "$@"; do
    program=$folder/$host/release/$target
    found=$folder/found/$target
    mkdir -p "$found"
    if [[ $mode == keep ]]; then
        before=$(find "fuzz/corpus/$target" -type f | wc -l)
        "$program" -set_cover_merge=1 -use_counters=0 -max_len=1024 "fuzz/corpus/$target" "$found" >"$found.log" 2>&1 || { cat "$found.log"; exit 1; }
        say "$target: $(($(find "fuzz/corpus/$target" -type f | wc -l) - before)) inputs kept"
        continue
    fi
    say "$target: $seconds s"
    # A crash is the result that is looked for: the other targets go on.
    if "$program" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="fuzz/corpus/$target/" "$found" "fuzz/corpus/$target" >"$found.log" 2>&1; then
        say "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$found.log") inputs tried, nothing found; $(grep -o 'cov: [0-9]*' "$found.log" | tail -n 1)"
    else
        tail -n 30 "$found.log"
        broken+=("$target")
    fi
done
if [[ ${#broken[@]} -gt 0 ]]; then
    say "broken: ${broken[*]}; the inputs lie in fuzz/corpus"
    exit 1
fi

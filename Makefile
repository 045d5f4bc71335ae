# Postkontor: the two commands are `make run` and `make test`. Each sets up what it needs first.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)
PROGRAM := $(TARGET)/debug/postkontor
# The tests look for the Python tools here, wherever cargo builds.
TOOLS := target/tools
VENV := $(TOOLS)/venv

.PHONY: help run test test-long check fuzz fuzz-keep bench deps deps-run deps-test clean-demo

help: ## Prints this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

# Without a display there is no window to open, and leaving it out makes the first build a short one.
WINDOW := $(if $(DISPLAY)$(WAYLAND_DISPLAY),,--no-default-features)

run: deps-run ## Builds and starts a demo server in target/demo: the window where there is a display, else on the terminal
	$(CARGO) build --locked $(WINDOW)
	@packaging/demo.sh "$(PROGRAM)" target/demo

test: deps-test check ## Checks format, lints and documentation, then runs all tests
	$(CARGO) test --locked

test-long: deps-test check ## The same with the long tests: 50 kills under load, 20 power cuts and the like (root for the power cuts)
	POSTKONTOR_LONG=1 $(CARGO) test --locked

check: ## Format, lints, documentation without broken links
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --locked --no-deps --document-private-items

# The packages of fuzz/, and how long each is searched: make fuzz SECONDS=60 FUZZ_TARGETS=body
FUZZ_TARGETS ?= line command address body session reply ntlm proxy scram initiator client answer pfx
SECONDS ?= 300

fuzz: ## Searches for octets that break a parser: SECONDS=300 for each of FUZZ_TARGETS (needs a C++ compiler)
	@fuzz/run.sh run $(SECONDS) $(FUZZ_TARGETS)

fuzz-keep: ## Takes into fuzz/corpus what earlier searches reached beyond it; make test replays it
	@fuzz/run.sh keep $(FUZZ_TARGETS)

bench: deps-test ## In-process benchmarks, the console in a window, the comparison with Postfix (root for a fresh ext4)
	@if grep -q '^\[\[bench\]\]' Cargo.toml; then $(CARGO) bench --locked --bench '*'; fi
	$(CARGO) build --locked --release
	benches/console.sh --program "$(TARGET)/release/postkontor"
	benches/smtp.sh --program "$(TARGET)/release/postkontor"
	benches/smtp.sh --what relay --sessions 10 --program "$(TARGET)/release/postkontor"

deps: deps-run deps-test ## Everything that run and test need

deps-run: ## Checks that Rust and a C compiler are there
	@packaging/deps.sh run

deps-test: ## Installs the mail programs the tests talk to and a screen in memory (apt), and the pinned Python tools
	@packaging/deps.sh test
	@$(MAKE) $(VENV)/.stamp

$(VENV)/.stamp: tests/tools/requirements.txt
	@if python3 -c 'import venv, ensurepip' 2>/dev/null; then \
	    echo "deps: Python tools into $(VENV) (tests/tools/requirements.txt)"; \
	    rm -rf $(VENV); mkdir -p $(TOOLS); \
	    python3 -m venv $(VENV); \
	    $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<; \
	    touch $@; \
	else echo "deps: no python3 with venv: the tests that need it fail and say so"; fi

clean-demo: ## Removes the demo server of make run with its mail
	rm -rf target/demo

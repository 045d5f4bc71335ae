#!/usr/bin/env python3
"""lying_server.py with the syncs in place: the control that crash.py must find nothing to complain about."""

import sys

sys.dont_write_bytecode = True  # no litter in the source tree

import lying_server  # noqa: E402

if __name__ == "__main__":
    sys.exit(lying_server.main(sync=True))

"""`python -m pvsync` is `pvsync`."""

import sys

from pvsync.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

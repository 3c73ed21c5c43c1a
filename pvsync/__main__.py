"""`python -m pvsync` is `pvsync`."""

from pvsync.cli.main import entry_point

if __name__ == "__main__":
    entry_point()

"""`pvsync export mmc`."""

import argparse

from pvsync.cli.exports.mec import add_flags, write_files
from pvsync.cli.screen import Screen

HELP = "write the manifests (MMC) of collections whose artwork is delivered by manifest"
EXAMPLE = "pvsync export mmc 'HOLIDAYS-*' --out mmc"

_VERSIONS = ("1.8.1", "1.6.1")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    add_flags(parser, "mmc")
    parser.add_argument(
        "--version",
        choices=_VERSIONS,
        default=_VERSIONS[0],
        help=f"version of the Media Manifest (default: {_VERSIONS[0]})",
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where the catalog has errors and nothing is written, otherwise with 0."""
    from pvsync.formats.mmc.view import Version
    from pvsync.workflows.xml_kinds import Mmc

    return write_files(Mmc(Version(args.version)), args, screen)

"""`pvsync verify`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

HELP = "read back what a run got accepted: verified, settling or different"
EXAMPLE = "pvsync --env production verify"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("run", metavar="RUN", nargs="?", help="id of the run (default: the newest)")
    add_format(parser, "text", "markdown", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 2 where live differs, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.present import progress_for
    from pvsync.cli.receipts import show_receipt
    from pvsync.model.outcome import Verification
    from pvsync.workflows.connect import connect
    from pvsync.workflows.project import open_project
    from pvsync.workflows.verify import verify_run

    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    receipt = verify_run(
        project,
        environment,
        args.run,
        lambda: connect(project.config, environment),
        now=screen.now,
        progress=progress_for(screen),
    )
    show_receipt(receipt, args.format, screen)
    return 2 if any(result.verification is Verification.DIFFERS for result in receipt.results) else 0

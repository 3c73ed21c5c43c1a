"""`pvsync verify`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

HELP = "read back what a run got accepted: verified, settling or different"
EXAMPLE = "pvsync --env production verify"

_AN_HOUR = 60.0
_A_WEEK = 7 * 24 * 60.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("run", metavar="RUN", nargs="?", help="id of the run (default: the newest)")
    parser.add_argument(
        "--wait",
        metavar="MINUTES",
        nargs="?",
        type=_minutes,
        const=_AN_HOUR,
        help="look again until everything shows, for so long at most (default: 60); exit with 2 where it does not",
    )
    add_format(parser, "text", "markdown", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 2 where live differs, or does not show everything though it was waited for; otherwise with 0."""
    import time
    from pathlib import Path

    from pvsync.cli.present import progress_for
    from pvsync.cli.receipts import show_receipt
    from pvsync.model.outcome import Receipt, Verification
    from pvsync.render.disarm import disarm
    from pvsync.render.english import sentence
    from pvsync.workflows.connect import connect
    from pvsync.workflows.project import open_project
    from pvsync.workflows.settled import Patient, open_results, until_settled
    from pvsync.workflows.verify import note_verified, verify_run

    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    progress = progress_for(screen)

    def look() -> Receipt:
        return verify_run(
            project,
            environment,
            args.run,
            lambda: connect(project.config, environment),
            now=screen.now,
            progress=progress,
        )

    waits = 60 * (args.wait or 0.0)
    first_pause = environment.settling.total_seconds()
    receipt = until_settled(look, Patient(waits, first_pause, time.monotonic, time.sleep), progress)
    show_receipt(receipt, args.format, screen)
    for remark in note_verified(project, environment, receipt, screen.now()):
        screen.note(disarm(sentence(remark)))
    differs = any(result.verification is Verification.DIFFERS for result in receipt.results)
    return 2 if differs or (waits and open_results(receipt)) else 0


def _minutes(text: str) -> float:
    """Minutes from a flag.

    Raises:
        ValueError: If it is not a number of minutes between zero and a week.
    """
    minutes = float(text)
    if not 0 < minutes <= _A_WEEK:
        raise ValueError
    return minutes


_minutes.__name__ = "number of minutes"  # what argparse calls a value that is none

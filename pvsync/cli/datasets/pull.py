"""`pvsync datasets pull`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

HELP = "bring the local store up to date: what is new is fetched, and nothing twice; it may be stopped at any moment"
EXAMPLE = "pvsync --env production datasets pull"

_DATASETS = ("subscription", "playback", "catalog")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "datasets",
        metavar="DATASET",
        nargs="*",
        help=f"{', '.join(_DATASETS[:-1])} or {_DATASETS[-1]} (default: all three)",
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where the data have an error by which an answer may be wrong, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.present import painted, progress_for
    from pvsync.diagnostics import Severity
    from pvsync.errors import UsageError
    from pvsync.render.pulled_json import pulled_json
    from pvsync.render.pulled_text import pulled_text
    from pvsync.workflows.datasets_pull import pull_datasets
    from pvsync.workflows.project import open_project

    for name in args.datasets:
        if name not in _DATASETS:
            raise UsageError(
                f"there is no dataset `{name}`",
                advice=f"choose from {', '.join(_DATASETS)}, or name none for all",
            )
    config = open_project(config_path(args), Path.cwd()).config
    environment = config.environment(args.env)
    pulled = pull_datasets(config, environment, args.datasets, screen.now, progress_for(screen))
    if args.format == "json":
        import json

        screen.say(json.dumps(pulled_json(pulled), indent=2))
    else:
        screen.say(pulled_text(pulled, painted(screen)))
    return 1 if any(remark.severity is Severity.ERROR for remark in pulled.remarks) else 0

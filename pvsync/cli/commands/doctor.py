"""`pvsync doctor`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

HELP = "check configuration, credentials and the service, one by one"
EXAMPLE = "pvsync --env production doctor"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where a check failed, otherwise with 0."""
    import json
    from dataclasses import asdict
    from pathlib import Path

    from pvsync.cli.present import painted
    from pvsync.model.check import CheckState
    from pvsync.render.checks_text import render
    from pvsync.workflows.doctor import examine
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    checks = tuple(examine(project, project.config.environment(args.env), screen.now))
    if args.format == "json":
        screen.say(
            json.dumps({"format_version": "1", "checks": [asdict(check) for check in checks]}, indent=2)
        )
    else:
        screen.say(render(checks, painted(screen)))
    return 1 if any(check.state is CheckState.FAIL for check in checks) else 0

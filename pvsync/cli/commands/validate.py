"""`pvsync validate`."""

import argparse

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

HELP = "check the catalog offline and list everything that is wrong, with its place"
EXAMPLE = "pvsync validate catalog/movies"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", help="files or folders (default: the whole catalog)"
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where there is an error, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.present import lines_below, painted, progress_for
    from pvsync.diagnostics import has_errors
    from pvsync.render.formats import Report, diagnostics_format
    from pvsync.workflows.project import ConfigInvalid, open_project
    from pvsync.workflows.validate import validate

    try:
        project = open_project(config_path(args), Path.cwd())
    except ConfigInvalid as error:
        report = Report(error.findings, 0, 1)
        screen.say(diagnostics_format(args.format).render(report, lines_below(error.root), painted(screen)))
        return 1
    judged = validate(project, [Path(path) for path in args.paths], screen.now(), progress_for(screen))
    report = Report(judged.findings, judged.documents, judged.files)
    text = diagnostics_format(args.format).render(report, lines_below(project.root), painted(screen))
    screen.say(text)
    return 1 if has_errors(judged.findings) else 0

"""`pvsync fmt`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from pvsync.workflows.format_files import Layouts

HELP = "give files of the catalog one layout; comments and values stay as they are written"
EXAMPLE = "pvsync fmt --check"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", help="files or folders (default: the whole catalog)"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 2 where a file has another layout"
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where a file is left alone, 2 where one differs and `--check` is given, otherwise with 0."""
    from pvsync.cli.present import progress_for
    from pvsync.workflows.format_files import format_files
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd(), needs_git=False)
    layouts = format_files(
        project, [Path(path) for path in args.paths], progress_for(screen), write=not args.check
    )
    if args.format == "json":
        _as_json(layouts, screen)
    else:
        _as_text(layouts, project.root, screen, check=args.check)
    if layouts.left:
        return 1
    return 2 if args.check and layouts.changed else 0


def _as_text(layouts: "Layouts", root: Path, screen: Screen, *, check: bool) -> None:
    from pvsync.cli.present import lines_below, painted
    from pvsync.render.disarm import disarm
    from pvsync.render.english import counted
    from pvsync.render.formats import Report, diagnostics_format

    if layouts.left:
        report = Report(layouts.left, 0, 0)
        screen.say(diagnostics_format("text").render(report, lines_below(root), painted(screen)))
    for name in layouts.changed:
        screen.say(disarm(f"{'would change' if check else 'written'}: {name}"))
    if layouts.changed:
        verb = "would change" if check else "changed"
        screen.say(f"{counted(len(layouts.changed), 'file')} of {layouts.files} {verb}.")
    elif not layouts.left:
        verb = "is" if layouts.files == 1 else "are"
        screen.say(f"{counted(layouts.files, 'file')} {verb} already formatted.")


def _as_json(layouts: "Layouts", screen: Screen) -> None:
    import json

    from pvsync.cli.present import painted
    from pvsync.render.formats import Report, diagnostics_format

    left = Report(layouts.left, 0, 0)
    report = json.loads(diagnostics_format("json").render(left, lambda _name: None, painted(screen)))
    document = {
        "format_version": "1",
        "files": layouts.files,
        "changed": list(layouts.changed),
        "findings": report["findings"],
        "summary": report["summary"],
    }
    screen.say(json.dumps(document, indent=2))

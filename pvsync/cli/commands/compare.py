"""`pvsync compare`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    pass

HELP = "compare an EMA workbook with another one or with the catalog, by territory"
EXAMPLE = "pvsync compare avails-may.xlsx avails-june.xlsx --format xlsx --out changes.xlsx"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    about = "a workbook, or the folder of the catalog"
    parser.add_argument("old", metavar="OLD", help=f"the old side: {about}")
    parser.add_argument("new", metavar="NEW", help=f"the new side: {about}")
    add_format(parser, "text", "json", "html", "xlsx")
    parser.add_argument("--out", metavar="FILE", help="write it to this file")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 2 where the two differ, 1 where the catalog has errors, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.planning import show_findings
    from pvsync.cli.present import painted, progress_for
    from pvsync.cli.sink import put
    from pvsync.render.comparison_text import counts_text
    from pvsync.render.formats_comparison import comparison_format
    from pvsync.render.screen import Screen as Canvas
    from pvsync.workflows.compare_ema import CatalogInvalid, compare_ema

    layout = comparison_format(args.format)
    if args.out is None and not layout.is_text:
        raise UsageError(
            f"a terminal cannot show {args.format}",
            advice=f"write it to a file: `--out changes{layout.suffix}`",
        )
    sides = (Path(args.old), Path(args.new))
    try:
        found = compare_ema(*sides, config_path(args), screen.now(), progress_for(screen))
    except CatalogInvalid as error:
        show_findings(error.findings, error.root, screen)
        return 1
    if args.out is None:
        screen.say(layout.render(found, painted(screen)).decode())
    elif put(args.out, layout.render(found, Canvas(screen.width)), screen, "--out changes.xlsx"):
        screen.note(f"{counts_text(found.total)}. Written to {args.out}.")
    return 2 if found.differences else 0

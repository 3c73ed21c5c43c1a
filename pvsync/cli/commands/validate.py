"""`pvsync validate`."""

import argparse

from pvsync.cli.command import add_format, add_selection, config_path
from pvsync.cli.screen import Screen

HELP = "check the catalog offline and list everything that is wrong, with its place"
ABOUT = """\
Files only: no credentials and no network, so it can run on every change of
everybody. `pvsync explain CODE` says what a finding means. `--format github`
shows findings beside the lines of a pull request, `--format sarif` is for
code scanning; both name files from the top of the git repository."""
EXAMPLE = "pvsync validate catalog/movies"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", help="files or folders (default: the whole catalog)"
    )
    add_format(parser, "text", "json", "sarif", "github")
    parser.add_argument(
        "--online",
        action="store_true",
        help="then have Prime Video judge every scope that has no error; nothing is written",
    )
    add_selection(parser)
    parser.add_argument(
        "--rights-report",
        action="store_true",
        help="list what is held and nothing offers: what could be sold",
    )


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where there is an error or the service did not say, otherwise with 0."""
    from dataclasses import replace
    from pathlib import Path

    from pvsync import __version__
    from pvsync.cli.online import ask_service
    from pvsync.cli.present import lines_below, painted, progress_for
    from pvsync.diagnostics import has_errors
    from pvsync.errors import UsageError
    from pvsync.render.formats import Report, diagnostics_format
    from pvsync.workflows.all_codes import all_codes
    from pvsync.workflows.project import ConfigInvalid, open_project
    from pvsync.workflows.validate import folder_of, validate

    if args.rights_report:
        return _report_rights(args, screen)
    if (args.only or args.exclude) and not args.online:
        raise UsageError(
            "`--only` and `--exclude` choose the scopes that Prime Video is asked about",
            advice="add `--online`, or name files: `pvsync validate catalog/movies`",
        )
    is_unsaid, notes = False, tuple[str, ...]()
    try:
        project = open_project(config_path(args), Path.cwd(), needs_git=args.online)
    except ConfigInvalid as error:
        root, report = error.root, Report(error.findings, 0, 1)
    else:
        paths = [Path(path) for path in args.paths]
        if args.online:
            judged, asked, notes = ask_service(project, args, paths, screen)
            is_unsaid = bool(asked.unsaid)
        else:
            judged = validate(project, paths, screen.now(), progress_for(screen))
        root, report = project.root, Report(judged.findings, judged.documents, judged.files, judged.allowed)
    codes = tuple(all_codes().values())
    report = replace(report, codes=codes, folder=folder_of(root), version=__version__)
    screen.say(diagnostics_format(args.format).render(report, lines_below(root), painted(screen)))
    for note in notes:
        screen.note(note)
    return 1 if is_unsaid or has_errors(report.findings) else 0


def _report_rights(args: argparse.Namespace, screen: Screen) -> int:
    from pathlib import Path

    from pvsync.cli.planning import show_findings
    from pvsync.cli.present import painted, progress_for
    from pvsync.errors import UsageError
    from pvsync.render.formats_rights import rights_format
    from pvsync.workflows.project import open_project
    from pvsync.workflows.rights_report import report_rights

    layout = rights_format(args.format)
    if args.paths:
        raise UsageError(
            "a rights report is about the whole catalog",
            advice="leave the paths out: `pvsync validate --rights-report`",
        )
    project = open_project(config_path(args), Path.cwd())
    made = report_rights(project, screen.now(), progress_for(screen))
    if made.report is None:
        show_findings(made.findings, project.root, screen)
        return 1
    screen.say(layout.render(made.report, painted(screen)))
    return 0

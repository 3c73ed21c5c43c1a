"""`pvsync set`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from pvsync.diagnostics import Finding
    from pvsync.render.formats import LinesOf
    from pvsync.workflows.project import Project
    from pvsync.workflows.set_values import Outcome

HELP = "set keys of many avails at once; comments and everything else in the files stay as they are"
EXAMPLE = "pvsync set 'ASB-*' --territory CA --license EST end=2028-12-31"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument("glob", metavar="GLOB", help="pattern of ALIDs, such as `ASB-*`")
    parser.add_argument(
        "values", metavar="KEY=VALUE", nargs="+", help="key of an avail and its new value; wsp and srp too"
    )
    for flag, what in (
        ("territory", "avails of this territory or group"),
        ("license", "avails of this licence type"),
        ("profile", "avails in this format"),
        ("key", "avails with this `key`"),
    ):
        parser.add_argument(
            f"--{flag}",
            metavar=flag.upper(),
            action="append",
            default=[],
            help=f"only {what}; may be repeated",
        )
    parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 1 where an avail is refused or none is meant, otherwise with 0."""
    from pathlib import Path

    from pvsync.cli.present import progress_for
    from pvsync.workflows.project import open_project
    from pvsync.workflows.set_values import Wanted, set_values, values_of

    wanted = Wanted(
        args.glob,
        values_of(args.values),
        tuple(args.territory),
        tuple(args.license),
        tuple(args.profile),
        tuple(args.key),
    )
    project = open_project(config_path(args), Path.cwd())
    outcome = set_values(project, wanted, screen.now(), progress_for(screen), write=not args.dry_run)
    if args.format == "json":
        _as_json(outcome, screen, dry_run=args.dry_run)
    else:
        _as_text(outcome, project, screen, dry_run=args.dry_run)
    return 1 if outcome.refused or outcome.broken or outcome.is_nothing else 0


def _as_text(outcome: "Outcome", project: "Project", screen: Screen, *, dry_run: bool) -> None:
    from pvsync.render.disarm import disarm

    _show(outcome.refused, outcome, project, screen)
    if outcome.broken:
        _show(outcome.broken, outcome, project, screen)
        screen.say("Nothing was written: the catalog would have these errors.")
        return
    for placed in outcome.changes:
        change, source = placed.change, placed.change.inherited_from
        before = "nothing" if change.before is None else change.before
        stays = f" (written here; {source} keeps its own)" if source is not None else ""
        screen.say(
            disarm(
                f"{placed.place.file}:{placed.place.line}: {change.alid} {change.avail}: "
                f"{change.key} {before} -> {change.after}{stays}"
            )
        )
    for place in outcome.kept:
        screen.say(
            disarm(f"{place.file}:{place.line}: this price holds on some days only; it stays as it is")
        )
    screen.say(_summary(outcome, dry_run=dry_run))


def _summary(outcome: "Outcome", *, dry_run: bool) -> str:
    from pvsync.render.english import counted

    if outcome.is_nothing:
        return (
            "No title has such an ALID; nothing was written."
            if not outcome.titles
            else "No avail of these titles is what was asked for; nothing was written."
        )
    verb = "would change" if dry_run else "changed"
    parts = [f"{counted(len(outcome.changes), 'value')} {verb} in {counted(len(outcome.files), 'file')}"]
    if outcome.unchanged:
        parts.append(f"{counted(outcome.unchanged, 'value')} already as asked")
    if outcome.refused:
        parts.append(f"{counted(len(outcome.refused), 'avail')} refused, with the whole file")
    return "; ".join(parts) + "."


def _show(findings: "tuple[Finding, ...]", outcome: "Outcome", project: "Project", screen: Screen) -> None:
    from pvsync.cli.present import lines_below, painted
    from pvsync.render.formats import Report, diagnostics_format

    if findings:
        lines = (
            _lines_after(outcome, lines_below(project.root)) if outcome.broken else lines_below(project.root)
        )
        screen.say(diagnostics_format("text").render(Report(findings, 0, 0), lines, painted(screen)))


def _lines_after(outcome: "Outcome", now: "LinesOf") -> "LinesOf":
    """The lines as they would be, for findings about what was not written."""
    after = {
        one.after.name: one.after.data.decode("utf-8-sig")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
        for one in outcome.files
    }
    return lambda name: after[name] if name in after else now(name)


def _as_json(outcome: "Outcome", screen: Screen, *, dry_run: bool) -> None:
    import json

    from pvsync.cli.present import painted
    from pvsync.render.formats import Report, diagnostics_format

    findings = Report((*outcome.refused, *outcome.broken), 0, 0)
    report = json.loads(diagnostics_format("json").render(findings, lambda _name: None, painted(screen)))
    document = {
        "format_version": "1",
        "written": not dry_run and not outcome.broken and bool(outcome.files),
        "changes": [
            {
                "file": placed.place.file,
                "line": placed.place.line,
                "alid": placed.change.alid,
                "avail": placed.change.avail,
                "key": placed.change.key,
                "before": placed.change.before,
                "after": placed.change.after,
                "inherited_from": placed.change.inherited_from,
            }
            for placed in outcome.changes
        ],
        "kept": [{"file": place.file, "line": place.line} for place in outcome.kept],
        "unchanged": outcome.unchanged,
        "findings": report["findings"],
        "summary": report["summary"],
    }
    screen.say(json.dumps(document, indent=2))

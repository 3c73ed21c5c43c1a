"""`pvsync datasets sql`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pvsync.workflows.datasets_sql import Answer

HELP = "ask the local store of datasets in SQL, or with a query that ships with pvsync"
EXAMPLE = "pvsync datasets sql 'SELECT title, vendor_sku FROM catalog ORDER BY title'"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument(
        "query",
        metavar="QUERY",
        nargs="?",
        help="one SELECT; the tables are subscription, playback and catalog, their change logs NAME_event_log",
    )
    asked.add_argument("--named", metavar="NAME", help="a query that ships with pvsync")
    asked.add_argument("--list", action="store_true", help="name the queries that ship with pvsync")
    asked.add_argument("--show", metavar="NAME", help="print a query that ships with pvsync, to change it")
    asked.add_argument(
        "--spark", action="store_true", help="print the statements that make the same tables on Spark"
    )
    add_format(parser, "text", "json", "csv")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0."""
    from pathlib import Path

    from pvsync.datasets.store import Store
    from pvsync.render.pulled_text import behind_note
    from pvsync.workflows.datasets_sql import ask, behind, for_spark, known
    from pvsync.workflows.project import open_project

    if args.list:
        width = max(len(query.name) for query in known())
        screen.say("".join(f"{query.name.ljust(width)}  {query.about}\n" for query in known()))
        return 0
    if args.show is not None:
        screen.say(_named(args.show))
        return 0
    project = open_project(config_path(args), Path.cwd())
    config = project.config
    store = Store(project.root / config.datasets_of(config.environment(args.env)).store)
    if args.spark:
        screen.say(for_spark(store))
        return 0
    with ask(store, args.query, args.named) as answer:
        for piece in _laid_out(args.format, answer):
            screen.out.write(piece)
        screen.out.flush()
    if late := behind(store, screen.now()):
        screen.note(behind_note(late))
    return 0


def _named(name: str) -> str:
    from pvsync.workflows.datasets_sql import known

    for query in known():
        if query.name == name:
            return query.sql
    raise UsageError(f"there is no query `{name}`", advice="`pvsync datasets sql --list` names them")


def _laid_out(form: str, answer: "Answer") -> "Iterator[str]":
    from pvsync.render.rows import rows_csv, rows_json, rows_text

    match form:
        case "json":
            return rows_json(answer.columns, answer.types, answer.rows)
        case "csv":
            return rows_csv(answer.columns, answer.rows)
        case _:
            return rows_text(answer.columns, answer.rows)

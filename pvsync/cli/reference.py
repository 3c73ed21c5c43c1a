"""The reference of the command line, written from its own parser."""

import argparse
from collections.abc import Iterator

from pvsync.cli.exit_codes import table
from pvsync.cli.main import build_parser, command_names

_EXIT_CODES = """
## Exit codes

The same in every format.

{table}

A usage error is 1. A run that was interrupted and ended cleanly is 130.
"""


def reference() -> str:
    """Every command with its flags, and the exit codes."""
    parser = build_parser()
    commands = _below(parser)
    parts = ["# Commands\n", "Before the command:\n", _table(parser), ""]
    for name in command_names():
        parts.extend(_command(name, commands[name]))
    return "\n".join(parts) + _EXIT_CODES.format(table=table())


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## {name}\n"
    about, _, more = (parser.description or "").partition("\n\n")
    about = about.replace("\n", " ")
    yield f"{about[:1].upper()}{about[1:]}.\n"
    if more:
        yield f"{more}\n"
    yield f"```console\n$ {(parser.epilog or '').rpartition('example: ')[2]}\n```\n"
    yield _table(parser)
    yield ""
    for below, own in _below(parser).items():
        yield from _command(f"{name} {below}", own)


def _below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands below a parser, by name."""
    actions = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    return dict(actions[0].choices) if actions else {}


def _table(parser: argparse.ArgumentParser) -> str:
    lines = ["| Flag | Meaning |", "|---|---|"]
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to list its own flags
        if isinstance(action, argparse._SubParsersAction) or action.help in {None, argparse.SUPPRESS}:  # noqa: SLF001
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = (
            "" if not action.option_strings or action.nargs == 0 else f" {action.metavar or _choices(action)}"
        )
        lines.append(f"| `{name}{value}` | {action.help} |")
    return "\n".join(lines)


def _choices(action: argparse.Action) -> str:
    return (
        action.dest.upper() if action.choices is None else "/".join(str(choice) for choice in action.choices)
    )

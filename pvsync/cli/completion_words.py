"""What can be typed after what: the command line as a completion script knows it, read from its own parser."""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pvsync.cli.main import build_parser

FILE, FOLDER, RUN, TEXT = "file", "folder", "run", "text"
_WORDS = "words"
_KINDS = {
    "FILE": FILE,
    "NEW": FILE,
    "OLD": FILE,
    "PATH": FILE,
    "PLAN": FILE,
    "FOLDER": FOLDER,
    "RUN": RUN,
}
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag.

    Args:
        names: As it is typed.
        about: What it does.
        takes: What stands behind it: a kind, or `words` and the words; empty for nothing.
    """

    names: tuple[str, ...]
    about: str
    takes: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where one may be in a command line.

    Args:
        path: The commands so far, in one text: empty, `plan`, `import ema`.
        below: Commands that may follow, with what they do.
        flags: Flags that may follow.
        takes: What else may follow, as of a flag.
    """

    path: str
    below: tuple[tuple[str, str], ...]
    flags: tuple[Flag, ...]
    takes: str

    @property
    def listed(self) -> tuple[tuple[str, str], ...]:
        """Every name of a flag, with what it does."""
        return tuple((name, flag.about) for flag in self.flags for name in flag.names)


def places(words: Mapping[str, tuple[str, ...]]) -> tuple[Place, ...]:
    """Every place of the command line, the beginning first.

    Args:
        words: What may be typed where the parser does not say it, by the name it has in the parser: `code`, `env`.
    """
    return tuple(_places(build_parser(), "", words, {}))


def takes_by_flag(found: tuple[Place, ...]) -> tuple[tuple[str, str, str], ...]:
    """What stands behind flags: place, flag and what; the place is `*` where it is the same everywhere."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for place in found:
        for flag in place.flags:
            for name in flag.names:
                said[name][place.path] = flag.takes
    rows: list[tuple[str, str, str]] = []
    for name, by_place in sorted(said.items()):
        if len(set(by_place.values())) == 1:
            rows.append(("*", name, next(iter(by_place.values()))))
        else:
            rows += [(path, name, takes) for path, takes in by_place.items()]
    return tuple(row for row in rows if row[2] != _NOTHING)


def _places(
    parser: argparse.ArgumentParser, path: str, words: Mapping[str, tuple[str, ...]], said: dict[str, str]
) -> Iterator[Place]:
    commands: dict[str, argparse.ArgumentParser] = {}
    flags: list[Flag] = []
    takes = _NOTHING
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to list its own flags
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            commands = dict(action.choices)
        elif action.option_strings:
            if action.help != argparse.SUPPRESS:
                said[action.dest] = str(action.help)
            # A flag of every command is described before the command, and hidden behind it.
            flags.append(Flag(tuple(action.option_strings), said[action.dest], _takes(action, words)))
        else:
            takes = takes or _takes(action, words)
    below = tuple(
        (name, (own.description or "").partition("\n\n")[0].replace("\n", " "))
        for name, own in commands.items()
    )
    yield Place(path, below, tuple(flags), takes)
    for name, own in commands.items():
        yield from _places(own, f"{path} {name}".strip(), words, said)


def _takes(action: argparse.Action, words: Mapping[str, tuple[str, ...]]) -> str:
    if action.nargs == 0:
        return _NOTHING
    known = tuple(map(str, action.choices or ())) or words.get(action.dest, ())
    if known:
        return " ".join((_WORDS, *known))
    return FILE if action.dest == "config" else _KINDS.get(str(action.metavar), TEXT)

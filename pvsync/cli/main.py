"""The command line: finds the command, runs it, and turns what goes wrong into one sentence and an exit code."""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Container, Iterable
from typing import Any, NoReturn, cast

from pvsync import __version__
from pvsync.cli.command import Command, add_behind, add_manual
from pvsync.cli.screen import Screen, this_screen
from pvsync.cli.sink import fill_closed_streams, silence_output
from pvsync.errors import CatalogUnreadable, OutputFailed, PvsyncError
from pvsync.rollcall import member, members

_COMMANDS = "pvsync.cli.commands"
_USAGE = 1
_INTERRUPTED = 130


class _Misused(SystemExit):
    """A command line that cannot be understood, as it was told."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(_USAGE)
        self.message = message
        self.advice = advice


class _Parser(argparse.ArgumentParser):
    """argparse exits with 2 on a usage error; here 2 means that changes are pending, so it is 1."""

    advice = ""

    def error(self, message: str) -> NoReturn:
        from pvsync.render.disarm import disarm

        self.print_usage(sys.stderr)
        advice = self.advice or f"see `{self.prog} --help`"
        self._print_message(f"error: {disarm(message)}\nadvice: {disarm(advice)}\n", sys.stderr)
        raise _Misused(disarm(message), disarm(advice))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What is left over is told by the command that it was meant for, with its nearest flag."""
        known, rest = super().parse_known_args(args, namespace)
        if rest and rest[0].startswith("-"):
            self.advice = self._nearest(rest[0].partition("=")[0], self._option_string_actions)
            self.error(f"`{self.prog}` has no flag `{rest[0]}`")
        if rest:
            self.error(f"`{rest[0]}` is one argument too many")
        return known, rest

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        names = [str(choice) for choice in action.choices]
        self.advice = self._nearest(str(value), names) or f"one of: {', '.join(names)}"
        flag, noun = "/".join(action.option_strings), str(action.metavar or action.dest).lower()
        raise argparse.ArgumentError(
            None, f"{flag} cannot be `{value}`" if flag else f"`{value}` is not a {noun}"
        )

    def _nearest(self, word: str, names: Iterable[str]) -> str:
        from pvsync.catalog.scalars import nearest

        near = nearest(word, names)
        return f"did you mean `{near}`?" if near else ""


def command_names() -> tuple[str, ...]:
    """Every command; membership is by file name."""
    return tuple(name.replace("_", "-") for name in members(_COMMANDS))


def build_parser(words: Container[str] | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line.

    Args:
        words: The words of a command line: only the commands among them get their flags, since no other can be
            meant and flags take time. All get theirs where not given.
    """
    parser = _Parser(
        prog="pvsync",
        description="Keep a Prime Video catalog as code: plan and apply rights and offers from YAML in git.",
        epilog="example: pvsync plan --out plan.json && pvsync apply plan.json",
    )
    parser.add_argument("--version", action="version", version=f"pvsync {__version__}")
    parser.add_argument(
        "--config", metavar="FILE", help="configuration (default: the nearest pvsync.yaml upwards)"
    )
    parser.add_argument(
        "--env", metavar="NAME", default="local", help="environment (default: local, the emulator)"
    )
    parser.add_argument(
        "--debug",
        action="store_true",
        help="where a command stops on an error, say where in the code, without values",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name in command_names():
        command = _command(name)
        own = commands.add_parser(
            name,
            help=command.HELP,
            description=command.HELP,
            epilog=f"example: {command.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if words is None or name in words:
            add_manual(own, name, command)
            command.configure(own)
            add_behind(own)
    return parser


def main(argv: list[str], screen: Screen | None = None) -> int:
    """Run one command line and say with which code to exit."""
    args = _parsed(argv, screen)
    return args if isinstance(args, int) else _within(args, screen or this_screen())


def _within(args: argparse.Namespace, screen: Screen) -> int:
    """The border: a command within it ends with a code, whatever happens."""
    try:
        return _run(args, screen)
    except PvsyncError as error:
        return _stopped(error, args, screen)
    except KeyboardInterrupt:
        screen.note("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        silence_output()  # the reader has gone (`| head`); there is nobody left to tell
        return _USAGE
    except OSError as error:
        return _stopped(_of_machine(error), args, screen)
    except Exception as error:  # noqa: BLE001 - the one place that lets nothing through
        return _at_fault(error, args, screen)


def _parsed(argv: list[str], screen: Screen | None) -> argparse.Namespace | int:
    """The flags of a command line, or the exit code where it asks for help or cannot be understood."""
    if not argv:
        build_parser(()).print_help(sys.stderr)
        return _USAGE
    try:
        return build_parser(argv).parse_args(argv)
    except _Misused as misused:
        if _wants_json(argv):
            _tell_json(misused.message, misused.advice, _USAGE, screen or this_screen())
        return _USAGE
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else _USAGE


def entry_point() -> NoReturn:
    """What the installed `pvsync` runs."""
    fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A title in any script is shown, if need be escaped, on a runner whose locale is plain C.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def _command(name: str) -> Command:
    return cast("Command", member(_COMMANDS, name.replace("-", "_")))


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from pvsync.cli.remarks import heard

    with heard(screen):
        return _command(args.command).run(args, screen)


def _stopped(error: PvsyncError, args: argparse.Namespace, screen: Screen) -> int:
    """Tell what stopped a command, and say its exit code."""
    if isinstance(error, OutputFailed):
        silence_output()
    elif getattr(args, "format", None) == "json":
        _tell_json(error.message, error.advice, error.exit_code, screen)
    _explain(error, screen)
    _trace(error, args, screen)
    return error.exit_code


def _at_fault(error: Exception, args: argparse.Namespace, screen: Screen) -> int:
    screen.note(
        f"error: pvsync stopped on a fault of its own ({type(error).__name__}); nothing more was done"
    )
    screen.note("advice: please report it with the output of the same command after `pvsync --debug`")
    _trace(error, args, screen)
    return _USAGE


def _of_machine(error: OSError) -> PvsyncError:
    """What the operating system refused, wherever it did, as one of our errors."""
    from pathlib import Path

    name = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, str | bytes) else ""
    of = f" (`{name}`)" if name else ""
    return CatalogUnreadable(
        f"this machine refused to read or write a file{of}: {error.strerror or 'it gave no reason'}",
        advice="see whether the disk has room and the folder belongs to this user, then run the command again",
    )


def _tell_json(message: str, advice: str, code: int, screen: Screen) -> None:
    """The error for whoever reads JSON; what has been printed before it stays the one document."""
    import json

    if screen.said:
        return
    told = {"message": message, "advice": advice, "exit_code": code}
    with contextlib.suppress(PvsyncError, OSError):
        screen.say(json.dumps({"format_version": "1", "error": told}, indent=2))


def _wants_json(argv: list[str]) -> bool:
    """Whether a command line that cannot be understood asks for JSON."""
    asked = " ".join(argv)
    return "--format=json" in argv or "--format json" in asked


def _trace(error: Exception, args: argparse.Namespace, screen: Screen) -> None:
    from pvsync.cli.trace import trace

    if args.debug:
        screen.note(trace(error))


def _explain(error: PvsyncError, screen: Screen) -> None:
    from pvsync.cli.explain import explain

    explain(error, screen)

"""`pvsync init`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from pvsync.workflows.init import StarterFile

HELP = "write a starter repository: configuration, an example, jobs for CI, editor settings"
ABOUT = """\
What is there already is left as it is; a second time changes nothing. With
`--ci github`: workflows that check every pull request, comment what would
change, apply on merge after an approval, and look for drift every day. With
`--ci gitlab`: the same jobs in one file."""
EXAMPLE = "pvsync init prime-video --licensor acme"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "folder", metavar="FOLDER", nargs="?", default=".", help="where to (default: this folder)"
    )
    parser.add_argument("--licensor", metavar="ALIAS", help="your vendor alias at Prime Video")
    parser.add_argument(
        "--ci", choices=("github", "gitlab"), default="github", help="for whose jobs (default: github)"
    )
    parser.add_argument(
        "--force",
        metavar="FILE",
        action="append",
        default=[],
        help="overwrite this file; may be repeated",
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0: what was there already is not an error."""
    import json
    from pathlib import Path

    from pvsync.workflows.init import init
    from pvsync.workflows.starter import Forge
    from pvsync.workflows.validate import folder_of

    folder = Path(args.folder)
    licensor = args.licensor
    if licensor is None and screen.interactive and not (folder / "pvsync.yaml").exists():
        licensor = _asked(screen)
    files = init(folder, licensor, Forge(args.ci), args.force)
    next_commands = _next(folder)
    if folder_of(folder):
        screen.note(
            "note: this folder is not the top of its git repository, and jobs are read only there: move them, and have "
            "each of their steps begin in this folder"
        )
    if args.format == "json":
        listed = [{"file": file.name, "state": str(file.state)} for file in files]
        screen.say(json.dumps({"format_version": "1", "files": listed, "next": next_commands}, indent=2))
        return 0
    screen.say("\n".join(_told(files)))
    screen.say("\nNext:")
    for command in next_commands:
        screen.say(f"  {command}")
    return 0


def _asked(screen: Screen) -> str | None:
    screen.err.write("Your vendor alias at Prime Video: ")
    screen.err.flush()
    try:
        return input().strip() or None
    except EOFError:
        return None


def _told(files: "tuple[StarterFile, ...]") -> list[str]:
    """What became of the files, those together of which the same was done."""
    from pvsync.render.english import counted
    from pvsync.workflows.init import State

    heads = {
        State.WRITTEN: "Written:",
        State.REPLACED: "Written anew:",
        State.KEPT: "Left as they are, and different from what would be written (`--force FILE` writes one anew):",
    }
    lines: list[str] = []
    for state, head in heads.items():
        names = [f"  {file.name}" for file in files if file.state is state]
        lines += [head, *names] if names else []
    same = sum(file.state is State.SAME for file in files)
    if same:
        lines.append(f"{counted(same, 'file')} as they should be.")
    return lines


def _next(folder: "Path") -> list[str]:
    """Three commands: keep it, start a service, go through a first apply."""
    from shlex import quote

    from pvsync.history.repository import Repository

    enter = "" if folder.resolve() == folder.cwd() else f"cd {quote(str(folder))} && "
    begin = "" if Repository.find(folder) else "git init -b main && "
    return [
        f'{enter}{begin}git add --all && git commit -m "The catalog begins"',
        f"{enter}pvsync emulator    # in another terminal: a stand-in for Prime Video, without an account",
        "pvsync apply       # shows what would change, and asks",
    ]

"""`pvsync onboard csr`."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.command import add_format, config_path
from pvsync.cli.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from pvsync.model.onboarding import SigningFiles

HELP = "make a private key of 2048 bits and the signing request that goes to Prime Video"
EXAMPLE = 'pvsync --env sandbox onboard csr --organization "Acme Pictures" --country US'


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own flags."""
    parser.add_argument(
        "--organization",
        metavar="NAME",
        default="",
        help="your name in the request (default: `partner.name` of pvsync.yaml)",
    )
    parser.add_argument(
        "--country", metavar="XX", default="", help="your country in the request, two letters"
    )
    parser.add_argument(
        "--into",
        metavar="FOLDER",
        help="folder of key and request (default: where pvsync.yaml says, otherwise .pvsync/credentials/ENV)",
    )
    parser.add_argument(
        "--same-key", action="store_true", help="make the request once more from the key that is there"
    )
    add_format(parser, "text", "json")


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Exit with 0; what cannot be made safely is an error."""
    from pathlib import Path

    from pvsync.workflows.onboard import RequestWish, make_request
    from pvsync.workflows.project import open_project

    project = open_project(config_path(args), Path.cwd())
    environment = project.config.environment(args.env)
    wish = RequestWish(
        args.organization,
        args.country,
        None if args.into is None else Path(args.into),
        same_key=args.same_key,
    )
    made = make_request(project, environment, wish)
    if args.format == "json":
        import json

        screen.say(json.dumps(_plain(made, project.root), indent=2))
        return 0
    screen.say("\n".join(_told(made, project.root)))
    for remark in made.remarks:
        screen.note(f"warning: {remark}")
    screen.say("\nNext:")
    for command in _next(args.env, made, project.root):
        screen.say(f"  {command}")
    return 0


def _plain(made: "SigningFiles", root: "Path") -> dict[str, object]:
    return {
        "format_version": "1",
        "key": _name(made.key, root),
        "request": _name(made.request, root),
        "subject": made.subject,
        "is_new_key": made.is_new_key,
        "remarks": list(made.remarks),
    }


def _told(made: "SigningFiles", root: "Path") -> list[str]:
    whose = "made now" if made.is_new_key else "as it was"
    return [
        f"Private key      {_name(made.key, root)}  ({whose}; it stays here, and is never sent or committed)",
        f"Signing request  {_name(made.request, root)}  (for {made.subject}; anybody may read it)",
    ]


def _next(environment: str, made: "SigningFiles", root: "Path") -> list[str]:
    request = _name(made.request, root)
    if environment in {"sandbox", "production"}:
        return [
            f"pvsync --env {environment} onboard mail    # the mail that asks for the certificate",
            f"pvsync --env {environment} doctor          # once the answer is there and pvsync.yaml names its files",
        ]
    return [f"pvsync emulator --sign {request}    # the emulator's authority makes a certificate of it"]


def _name(path: "Path", root: "Path") -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)

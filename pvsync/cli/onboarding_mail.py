"""How the mails of `pvsync onboard` come out: on the screen, or into a file."""

import argparse
from typing import TYPE_CHECKING

from pvsync.cli.screen import Screen
from pvsync.errors import UsageError

if TYPE_CHECKING:
    from pvsync.model.onboarding import Mail


def add_out(parser: argparse.ArgumentParser) -> None:
    """The `--out` flag."""
    parser.add_argument("--out", metavar="FILE", help="write the mail to a file (default: the screen)")


def put_out(mail: "Mail", args: argparse.Namespace, screen: Screen) -> None:
    """Show a mail, or write it.

    Raises:
        UsageError: If the file cannot be written, or is there already.
    """
    text = _json(mail) if args.format == "json" else _text(mail)
    if args.out in (None, "-"):
        screen.say(text)
        return
    try:
        # An older mail, or a key that was meant by mistake, is not overwritten.
        with open(args.out, "x", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - as typed
            file.write(text)
    except FileExistsError:
        raise UsageError(f"`{args.out}` is there already", advice="name another file with `--out`") from None
    except OSError as error:
        raise UsageError(
            f"`{args.out}` cannot be written ({error.strerror})", advice="name a file that you may write"
        ) from error
    screen.say(f"The mail to {mail.to} is in {args.out}.")


def _text(mail: "Mail") -> str:
    head = [
        f"To: {mail.to}",
        f"Subject: {mail.subject}",
        *(f"Attachment: {name}" for name in mail.attachments),
    ]
    return "\n".join([*head, "", mail.text])


def _json(mail: "Mail") -> str:
    import json

    content = {
        "to": mail.to,
        "subject": mail.subject,
        "attachments": list(mail.attachments),
        "text": mail.text,
    }
    return json.dumps({"format_version": "1", **content}, indent=2) + "\n"

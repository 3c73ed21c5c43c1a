"""Receipts on the screen."""

from pvsync.apply.receipt_json import receipt_to_json
from pvsync.cli.present import painted
from pvsync.cli.screen import Screen
from pvsync.model.outcome import Receipt
from pvsync.render import receipt_markdown, receipt_text


def show_receipt(receipt: Receipt, name: str, screen: Screen, *, folder: str = "") -> None:
    """Print a receipt in a format, and where it is kept."""
    if name == "json":
        screen.say(receipt_to_json(receipt).decode())
        return
    if name == "markdown":
        screen.say(receipt_markdown.render(receipt))
    else:
        screen.say(receipt_text.render(receipt, painted(screen)))
    if folder:
        screen.note(f"Plan, journal and receipt are kept in {folder}")

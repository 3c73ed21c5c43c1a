"""Receipts on the screen."""

import json

from pvsync.apply.receipt import FAILED, REFUSED, SOME, exit_code
from pvsync.apply.receipt_json import receipt_to_json
from pvsync.cli.present import painted
from pvsync.cli.screen import Screen
from pvsync.model.outcome import Receipt
from pvsync.render import receipt_markdown, receipt_text
from pvsync.render.disarm import disarm
from pvsync.render.english import sentence
from pvsync.workflows.apply import Applied


def show_receipt(receipt: Receipt, name: str, screen: Screen, *, folder: str = "") -> None:
    """Print a receipt in a format, and where it is kept."""
    if name == "json":
        # The file keeps every script as it is; a terminal gets what cannot steer it.
        screen.say(json.dumps(json.loads(receipt_to_json(receipt)), indent=2))
        return
    if name == "markdown":
        screen.say(receipt_markdown.render(receipt))
    else:
        screen.say(receipt_text.render(receipt, painted(screen)))
    if folder:
        screen.note(f"Plan, journal and receipt are kept in {folder}")


def show_applied(applied: Applied, name: str, screen: Screen) -> int:
    """Print what became of a run, and say with which code to exit."""
    show_receipt(applied.receipt, name, screen, folder=applied.folder)
    for remark in applied.remarks:
        screen.note(disarm(sentence(remark)))
    if applied.receipt.interrupted or applied.lost:
        screen.note(f"Go on with it: `{_resume(applied.receipt)}`, or make a new plan.")
    code = exit_code(applied.receipt)
    if applied.refused and code == FAILED:
        return REFUSED
    # A run that lost its place did not fail: somebody else goes on, and live is what neither has planned.
    return SOME if applied.lost and code == FAILED else code


def _resume(receipt: Receipt) -> str:
    where = "" if receipt.environment == "local" else f"--env {receipt.environment} "
    return f"pvsync {where}apply --resume {receipt.run}"

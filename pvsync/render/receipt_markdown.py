"""A run as GitHub-flavored Markdown, for the comment on a pull request and the summary of a job."""

from pvsync.model.outcome import Receipt
from pvsync.render.environment import markdown_template
from pvsync.render.receipt_view import receipt_view


def render(receipt: Receipt) -> str:
    """The whole receipt; nothing is cut."""
    page = markdown_template("receipt.md.j2").render(view=receipt_view(receipt))
    return page.rstrip() + "\n"

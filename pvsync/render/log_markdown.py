"""A log as GitHub-flavored Markdown, for an issue or a mail to whoever asks."""

from pvsync.render.environment import markdown_template
from pvsync.render.formats_log import LogFormat
from pvsync.render.screen import Screen
from pvsync.render.view_log import LogView


def render(view: LogView, _screen: Screen) -> str:
    """The whole log; nothing is cut."""
    return markdown_template("log.md.j2").render(view=view).rstrip() + "\n"


FORMAT = LogFormat(name="markdown", suffix=".md", render=render)

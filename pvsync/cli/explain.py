"""What went wrong with the world, on the screen; a configuration with errors is shown like a catalog with errors."""

from pvsync.cli.present import lines_below, painted
from pvsync.cli.screen import Screen
from pvsync.errors import PvsyncError
from pvsync.render.error_text import render
from pvsync.render.formats import Report, diagnostics_format
from pvsync.workflows.project import ConfigInvalid


def explain(error: PvsyncError, screen: Screen) -> None:
    """Say what is wrong and what to do about it."""
    if isinstance(error, ConfigInvalid):
        report = Report(error.findings, 0, 1)
        text = diagnostics_format("text").render(report, lines_below(error.root), painted(screen, error=True))
        screen.note(text)
    screen.note(render(error, painted(screen, error=True)))

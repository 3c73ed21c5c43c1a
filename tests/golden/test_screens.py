"""Every screen compared whole with the file beside this test.

After a wanted change write the files anew and read them as a rights manager would, then commit them:

    PVSYNC_UPDATE_GOLDEN=1 pytest tests/golden
"""

import os
import re
from pathlib import Path

import pytest
from golden.calendars import CALENDARS
from golden.cases import CASES
from golden.findings import REPORT, VALID, lines_of
from golden.logs import LOGS
from golden.many import MANY
from golden.pictures import PICTURE
from golden.runs import CHECKS, DRIFTS, RECEIPTS, parted
from golden.workbooks import read_workbook

from pvsync.render import checks_text, drift, receipt_markdown, receipt_text
from pvsync.render.formats import diagnostics_format, diagnostics_formats, plan_format, plan_formats
from pvsync.render.formats_calendar import calendar_format
from pvsync.render.formats_log import log_format, log_formats
from pvsync.render.formats_timeline import timeline_format, timeline_formats
from pvsync.render.screen import COLOR, NO_COLOR, Screen
from pvsync.render.view import view_of
from pvsync.render.view_calendar import calendar_view
from pvsync.render.view_log import log_view
from pvsync.render.view_timeline import timeline_view

HERE = Path(__file__).parent
SCREEN = Screen(100, NO_COLOR)
SUFFIXES = {"text": "txt", "json": "json"}
OWN_CODE = re.compile(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|sha256-[\w+/=]+", re.DOTALL)


def without_own_code(screen: str) -> str:
    """A page without its style and script, which are files of ours and the same on every page."""
    return OWN_CODE.sub("...", screen)


def compare(file: str, screen: str) -> None:
    path = HERE / file
    if os.environ.get("PVSYNC_UPDATE_GOLDEN"):
        path.write_text(screen, encoding="utf-8", newline="\n")
    assert screen == path.read_bytes().decode()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", plan_formats())
def test_plan(case: str, name: str) -> None:
    layout = plan_format(name)
    screen = layout.render(view_of(CASES[case]()), SCREEN)
    if isinstance(screen, bytes):
        compare(f"{case}{layout.suffix}.txt", read_workbook(screen))
    else:
        compare(f"{case}{layout.suffix}", without_own_code(screen))


@pytest.mark.parametrize("case", MANY)
def test_comment_on_many_changes(case: str) -> None:
    screen = plan_format("comment").render(view_of(MANY[case]()), SCREEN)
    assert len(screen) <= 60_000
    compare(f"{case}.comment.md", screen)


@pytest.mark.parametrize("name", timeline_formats())
def test_timeline(name: str) -> None:
    layout = timeline_format(name)
    compare(f"timeline{layout.suffix}", without_own_code(layout.render(timeline_view(PICTURE), SCREEN)))


def test_colored_plan() -> None:
    view = view_of(CASES["guard_refused"]())
    compare("guard_refused.ansi", plan_format("text").render(view, Screen(100, COLOR)))


@pytest.mark.parametrize("name", diagnostics_formats())
@pytest.mark.parametrize(("case", "report"), [("findings", REPORT), ("findings_none", VALID)])
def test_findings(case: str, report: object, name: str) -> None:
    screen = diagnostics_format(name).render(report, lines_of, SCREEN)
    compare(f"{case}.{SUFFIXES.get(name, name)}", screen)


def test_colored_findings() -> None:
    compare("findings.ansi", diagnostics_format("text").render(REPORT, lines_of, Screen(60, COLOR)))


@pytest.mark.parametrize("case", RECEIPTS)
def test_receipt(case: str) -> None:
    compare(f"{case}.txt", receipt_text.render(RECEIPTS[case], SCREEN))
    compare(f"{case}.md", receipt_markdown.render(RECEIPTS[case]))


@pytest.mark.parametrize("case", CALENDARS)
@pytest.mark.parametrize("name", ["text", "ics", "json"])
def test_calendar(case: str, name: str) -> None:
    layout = calendar_format(name)
    compare(f"{case}{layout.suffix}", layout.render(calendar_view(CALENDARS[case]), SCREEN).decode())


@pytest.mark.parametrize("case", LOGS)
@pytest.mark.parametrize("name", log_formats())
def test_log(case: str, name: str) -> None:
    layout = log_format(name)
    compare(f"{case}{layout.suffix}", layout.render(log_view(LOGS[case]), SCREEN))


@pytest.mark.parametrize("case", DRIFTS)
def test_drift(case: str) -> None:
    compare(f"{case}.txt", drift.render(DRIFTS[case], parted(DRIFTS[case]), SCREEN))


@pytest.mark.parametrize("case", CHECKS)
def test_checks(case: str) -> None:
    compare(f"{case}.txt", checks_text.render(CHECKS[case], SCREEN))

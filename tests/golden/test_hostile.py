"""What somebody wrote somewhere never acts: in every layout of everything, whatever it holds."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from golden.calendars import CALENDARS
from golden.cases import CASES
from golden.findings import REPORT
from golden.logs import LOGS
from golden.pictures import PICTURE
from golden.poison import POISONS, poisoned, steering
from golden.runs import CHECKS, DRIFTS, RECEIPTS, parted
from golden.workbooks import formulas_and_links, read_workbook

from pvsync.cli.receipts import show_receipt
from pvsync.cli.screen import this_screen
from pvsync.errors import PvsyncError
from pvsync.model.outcome import Rejected
from pvsync.plan.file import plan_to_json
from pvsync.render import (
    checks_text,
    drift,
    dry_run,
    error_text,
    receipt_markdown,
    receipt_text,
)
from pvsync.render.formats import diagnostics_format, diagnostics_formats, plan_format, plan_formats
from pvsync.render.formats_calendar import calendar_format
from pvsync.render.formats_log import log_format, log_formats
from pvsync.render.formats_timeline import timeline_format, timeline_formats
from pvsync.render.screen import NO_COLOR, Screen
from pvsync.render.view import view_of
from pvsync.render.view_calendar import calendar_view
from pvsync.render.view_log import log_view
from pvsync.render.view_timeline import timeline_view

SCREEN = Screen(100, NO_COLOR)
PLANS = ("guard_refused", "unread", "watched")
CODE = re.compile(r"(?<!\\)(`+)(?!`).+?(?<!`)\1(?!`)")
POISON = pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS.keys())


class Page(HTMLParser):
    """What a browser would make of a page: its elements that act."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in {"img", "iframe", "object", "embed", "base", "form"}:
            self.acting.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "http")):
                self.acting.append(f"{tag} {name}={value}")


def check_text(shown: str) -> None:
    assert steering(shown) == []


def check_page(shown: str, clean: str) -> None:
    """The poisoned page has nothing that acts and that the clean one has not."""
    check_text(shown)
    page, own = Page(), Page()
    page.feed(shown)
    own.feed(clean)
    assert page.acting == [one for one in page.acting if one in own.acting]
    assert page.scripts == own.scripts


def check_markdown(shown: str) -> None:
    """Nothing acts outside code, where Markdown takes everything as it is, and no code ends before its end."""
    check_text(shown)
    acting = CODE.sub("", shown)
    for acts in ("](javascript", "![x](", "<script", "<img", "<b>", "\n# heading"):
        assert not re.search(rf"(?<!\\){re.escape(acts)}", acting), acts


def check(name: str, shown: str | bytes, clean: str | bytes) -> None:
    if isinstance(shown, bytes):
        assert formulas_and_links(shown) == formulas_and_links(bytes(clean))  # type: ignore[arg-type]
        check_text(read_workbook(shown))
    elif name in {"html", "svg"}:
        check_page(shown, str(clean))
    elif name in {"markdown", "comment"}:
        check_markdown(shown)
    elif name == "github":
        check_text(shown)
        assert not [
            line for line in shown.splitlines() if line.startswith(("::error file=evil", "::set-", "##["))
        ]
    elif name in {"json", "sarif"}:
        json.loads(shown)
        check_text(shown)
    else:
        check_text(shown)


@POISON
@pytest.mark.parametrize("name", plan_formats())
@pytest.mark.parametrize("case", PLANS)
def test_plan(case: str, name: str, poison: str) -> None:
    clean, layout = CASES[case](), plan_format(name)
    bad = poisoned(clean, poison)
    check(name, layout.render(view_of(bad), SCREEN), layout.render(view_of(clean), SCREEN))


@POISON
def test_plan_as_json(poison: str) -> None:
    bad = poisoned(CASES["guard_refused"](), poison)
    shown = json.dumps(plan_to_json(bad), indent=2, ensure_ascii=True)
    check("json", shown, "")
    page = plan_format("html")
    raw = page.render(replace(view_of(bad), raw=shown), SCREEN)
    check("html", raw, page.render(replace(view_of(CASES["guard_refused"]()), raw="{}"), SCREEN))


@POISON
@pytest.mark.parametrize("case", RECEIPTS)
def test_receipt(case: str, poison: str) -> None:
    bad = poisoned(RECEIPTS[case], poison)
    check("text", receipt_text.render(bad, SCREEN), "")
    check("markdown", receipt_markdown.render(bad), "")
    shown = io.StringIO()
    show_receipt(bad, "json", this_screen()._replace(out=shown))
    check("json", shown.getvalue(), "")


@POISON
@pytest.mark.parametrize("name", log_formats())
def test_log(name: str, poison: str) -> None:
    for log in LOGS.values():
        check(name, log_format(name).render(log_view(poisoned(log, poison)), SCREEN), "")


@POISON
@pytest.mark.parametrize("name", ["text", "json", "ics", "xlsx"])
def test_calendar(name: str, poison: str) -> None:
    layout, clean = calendar_format(name), CALENDARS["calendar_busy"]
    view = calendar_view(poisoned(clean, poison))
    shown = layout.render(view, SCREEN)
    if name == "xlsx":
        check(name, shown, layout.render(calendar_view(clean), SCREEN))
    elif name == "ics":
        assert steering(shown.decode(), "\r") == []
        assert all(len(line) <= 75 for line in shown.split(b"\r\n"))
        known = {"BEGIN", "END", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
        names = {
            line.partition(":")[0].partition(";")[0]
            for line in shown.decode().replace("\r\n ", "").split("\r\n")
        }
        clean_names = {
            line.partition(":")[0].partition(";")[0]
            for line in layout.render(calendar_view(clean), SCREEN)
            .decode()
            .replace("\r\n ", "")
            .split("\r\n")
        }
        assert names <= clean_names | known
    else:
        check(name, shown.decode(), "")


@POISON
@pytest.mark.parametrize("name", timeline_formats())
def test_timeline(name: str, poison: str) -> None:
    layout = timeline_format(name)
    shown = layout.render(timeline_view(poisoned(PICTURE, poison)), SCREEN)
    check(name, shown, layout.render(timeline_view(PICTURE), SCREEN))


@POISON
@pytest.mark.parametrize("name", diagnostics_formats())
def test_findings(name: str, poison: str) -> None:
    bad = poisoned(REPORT, poison)
    shown = diagnostics_format(name).render(bad, lambda _file: [poison.replace("\n", " ")] * 60, SCREEN)
    check(name, shown, "")


@POISON
def test_everything_else(poison: str) -> None:
    check("text", error_text.render(PvsyncError(poison, advice=poison), SCREEN), "")
    for case in CHECKS.values():
        check("text", checks_text.render(poisoned(case, poison), SCREEN), "")
    for observed in DRIFTS.values():
        bad = poisoned(observed, poison)
        check("text", drift.render(bad, parted(bad), SCREEN), "")
    plan = poisoned(CASES["hostile"](), poison)
    rows = [dry_run.row_of(change, Rejected(poison, 400)) for change in plan.changes]
    check("text", dry_run.text(plan, rows, SCREEN), "")
    check("markdown", dry_run.markdown(plan, rows), "")
    check("json", dry_run.as_json(plan, rows), "")

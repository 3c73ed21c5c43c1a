import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from golden.cases import CASES, HEAT_HAZE, change, line, plan
from golden.many import longer
from unit.render.test_plan_markdown import armed

from pvsync.diagnostics import Finding, Severity
from pvsync.render.plan_html import FORMAT
from pvsync.render.screen import Screen
from pvsync.render.view import PlanView, view_of

SCREEN = Screen(100)
ADDRESSES = {"src", "srcset", "data", "action", "formaction", "poster", "background", "ping", "style"}
ACTIVE = {"b", "iframe", "object", "embed", "img", "audio", "video", "base", "frame", "applet"}
EST = {"EST HD": line("US", "2025-01-15", "2031-01-14", srp="9.99")}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page_of(view: PlanView) -> str:
    said = FORMAT.render(view, SCREEN)
    assert isinstance(said, str)
    return said


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "payload", ["<script>x</script>\" ' onload=x", '" autofocus onfocus=x y="', "</style>`c` \u202e"]
)
def test_nothing_from_outside_does_anything(case: str, payload: str) -> None:
    page = page_of(replace(armed(view_of(CASES[case]()), payload), raw=payload))
    found = Elements(page).found
    assert sum(tag == "script" for tag, _ in found) == 1
    for tag, attributes in found:
        assert tag not in ACTIVE
        assert not [name for name in attributes if name.startswith("on") or name in ADDRESSES]
        assert (attributes.get("href") or "#").startswith(("#", "data:,"))
    assert "\u202e" not in page


def test_the_policy_names_exactly_its_own_style_and_script() -> None:
    page = page_of(view_of(CASES["one_price"]()))
    policy = next(one["content"] for tag, one in Elements(page).found if "http-equiv" in one)
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in str(policy)
    assert "default-src 'none'" in str(policy)
    assert "unsafe" not in str(policy)
    assert page.index("http-equiv") < page.index("<style>")


def test_consequences_guards_and_removals_stand_first_as_in_the_comment() -> None:
    page = page_of(view_of(CASES["guard_refused"]()))
    order = ['id="consequences"', 'id="guards"', 'id="removals"', 'id="changes"', 'id="notes"']
    assert [page.index(part) for part in order] == sorted(page.index(part) for part in order)
    targets = {one["id"] for tag, one in Elements(page).found if tag == "tbody"}
    links = {str(one["href"])[1:] for tag, one in Elements(page).found if tag == "a"}
    assert links - {"changes"} <= targets
    assert "--approve going_dark=5" in page


def test_the_plan_itself_is_carried_along_unless_it_is_too_long() -> None:
    view = view_of(CASES["one_price"]())
    assert 'id="data"' not in page_of(view)
    assert "&#34;plan_id&#34;: 1" in page_of(replace(view, raw='{"plan_id": 1}'))
    long = page_of(replace(view, raw="x" * 2_000_001))
    assert "pvsync show PLAN --format json" in long
    assert len(long) < 100_000


def test_a_long_plan_is_folded_and_each_scope_stays_small() -> None:
    small, large = (page_of(view_of(longer(titles))) for titles in (20, 200))
    assert "<body class=many>" in large
    assert '<details class="title" open' not in large
    more = 180 * 5
    assert (len(large) - len(small)) / more < 1_600
    assert (len(Elements(large).found) - len(Elements(small).found)) / more < 30
    assert '<details class="title" open' in page_of(view_of(CASES["endings"]()))


def test_every_picture_says_what_it_shows_and_every_field_where_it_is_said() -> None:
    page = page_of(view_of(CASES["endings"]()))
    pictures = [one for tag, one in Elements(page).found if tag == "svg" and one.get("role") == "img"]
    assert len(pictures) == 7
    assert all("before" in str(one["aria-label"]) for one in pictures)
    assert "catalog/heat-haze.yaml:12" in page


def test_a_change_without_windows_and_findings_with_hints() -> None:
    finding = Finding("PV001", "x", Severity.ERROR, "`end` is over", "write:\n  end: x", None)
    moved = replace(change(HEAT_HAZE, None, None), fields=(), rows=())
    page = page_of(view_of(plan(moved, diagnostics=(finding,))))
    assert "Nothing changes for customers." in page
    assert "<code>end</code> is over<pre>write:" in page
    assert "<p>None.</p>" in page_of(view_of(CASES["nothing_to_do"]()))

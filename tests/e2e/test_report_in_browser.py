"""The report of a plan in a real browser: Debian's Chromium, driven by Playwright.

`.ci/run` installs the browser. On a machine without it these tests are skipped; on GitHub, whose machines have it, they
fail.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from golden.cases import CASES
from golden.many import longer
from golden.pictures import PICTURE
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from pvsync.render.formats import plan_format
from pvsync.render.formats_timeline import timeline_format
from pvsync.render.screen import Screen
from pvsync.render.view import view_of
from pvsync.render.view_timeline import timeline_view

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = Screen(100)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and "GITHUB_ACTIONS" not in os.environ,
    reason="no Chromium on this machine: `apt-get install chromium`",
)


def write(folder: Path, name: str, page: str | bytes) -> str:
    assert isinstance(page, str)
    path = folder / f"{name}.html"
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of each page."""
    folder = tmp_path_factory.mktemp("pages")
    html = plan_format("html")
    raw = '{"plan_id": "</pre><script>alert(1)</script>"}'
    found = {
        case: write(folder, case, html.render(replace(view_of(CASES[case]()), raw=raw), SCREEN))
        for case in CASES
    }
    found["many"] = write(folder, "many", html.render(view_of(longer(40)), SCREEN))
    timeline = timeline_format("html").render(timeline_view(PICTURE), SCREEN)
    found["timeline"] = write(folder, "timeline", timeline)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def said() -> list[str]:
    """What pages wrote to the console, asked for, or broke on."""
    return []


def opened(browser: Browser, address: str, said: list[str], **options: Any) -> Page:
    """A page in a window of its own."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    context.on("request", lambda request: said.append(f"request: {request.url}"))
    page.goto(address)
    return page


@pytest.mark.parametrize("case", [*CASES, "many", "timeline"])
def test_a_page_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, pages: dict[str, str], said: list[str], case: str
) -> None:
    page = opened(browser, pages[case], said)
    for fold in page.locator("summary").all()[:5]:
        fold.click()
    assert said == [f"request: {pages[case]}"]
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "case", ["guard_refused", "first_creates", "hostile", "unread", "nothing_to_do", "timeline"]
)
def test_axe_finds_no_barrier(
    browser: Browser, pages: dict[str, str], said: list[str], case: str, scheme: str
) -> None:
    page = opened(browser, pages[case], said, color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


def test_search_and_filters_leave_what_fits(browser: Browser, pages: dict[str, str], said: list[str]) -> None:
    page = opened(browser, pages["many"], said)
    scopes = page.locator("tbody:not([hidden])")
    expect(page.locator("#shown")).to_have_text("200 scopes in 40 titles")
    page.get_by_label("Search").fill("picture 37")
    expect(page.locator("#shown")).to_have_text("5 of 200 scopes, in 1 title")
    assert page.locator("details.title:not([hidden]) h3").all_inner_texts() == ["Picture 37"]
    expect(scopes.locator("visible=true").first).to_be_visible()
    page.locator("select[name=territory]").select_option("JP")
    expect(page.locator("#shown")).to_have_text("1 of 200 scopes, in 1 title")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#shown")).to_have_text("200 scopes in 40 titles")
    page.get_by_label("Search").fill("1.49")
    page.get_by_label("Search").fill("10.49 cad")
    expect(page.locator("#shown")).to_have_text("1 of 200 scopes, in 1 title")
    page.get_by_label("Search").fill("nothing like it")
    expect(page.locator("#shown")).to_have_text("0 of 200 scopes, in 0 titles")
    page.context.close()


@pytest.mark.parametrize(
    ("case", "label", "choice", "left"),
    [
        ("endings", "action", "delete", "1 of 7 scopes, in 1 title"),
        ("first_creates", "line", "Prime subscription", "3 of 16 scopes, in 3 titles"),
        ("endings", "cause", "intent", "7 of 7 scopes, in 4 titles"),
        ("endings", "territory", "US", "4 of 7 scopes, in 4 titles"),
        ("timeline", "line", "FVOD", "1 of 5 scopes, in 1 title"),
    ],
)
def test_each_filter(
    browser: Browser, pages: dict[str, str], said: list[str], case: str, label: str, choice: str, left: str
) -> None:
    page = opened(browser, pages[case], said)
    page.locator(f"select[name={label}]").select_option(choice)
    expect(page.locator("#shown")).to_have_text(left)
    page.context.close()


def test_everything_can_be_done_with_the_keyboard(
    browser: Browser, pages: dict[str, str], said: list[str]
) -> None:
    page = opened(browser, pages["many"], said)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the changes")).to_be_focused()
    page.keyboard.press("/")
    search = page.get_by_label("Search")
    expect(search).to_be_focused()
    page.keyboard.type("picture 39")
    expect(page.locator("#shown")).to_have_text("5 of 200 scopes, in 1 title")
    page.keyboard.press("Escape")
    expect(search).to_have_value("")
    expect(page.locator("#shown")).to_have_text("200 scopes in 40 titles")
    first = page.locator("details.title").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("open", "")
    page.context.close()


def test_a_removal_leads_to_its_change_even_when_that_is_filtered_out(
    browser: Browser, pages: dict[str, str], said: list[str]
) -> None:
    page = opened(browser, pages["many"], said)
    page.get_by_label("Search").fill("picture 39")
    expect(page.locator("#shown")).to_have_text("5 of 200 scopes, in 1 title")
    link = page.locator(".removals a").first
    anchor = link.get_attribute("href")
    assert anchor is not None
    link.click()
    expect(page.locator(f"tbody{anchor}")).to_be_visible()
    expect(page.locator(f"tbody{anchor} .scope")).to_be_in_viewport()
    page.context.close()


def test_all_is_unfolded_and_folded_at_once(browser: Browser, pages: dict[str, str], said: list[str]) -> None:
    page = opened(browser, pages["many"], said)
    page.get_by_role("button", name="Unfold all").click()
    expect(page.locator("details.title[open]")).to_have_count(40)
    page.get_by_role("button", name="Fold all").click()
    expect(page.locator("details.title[open]")).to_have_count(0)
    page.context.close()


def test_without_javascript_all_is_there(browser: Browser, pages: dict[str, str], said: list[str]) -> None:
    page = opened(browser, pages["many"], said, java_script_enabled=False)
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("tbody")).to_have_count(200)
    title = page.locator("details.title").nth(3)
    expect(title.locator("tbody").first).to_be_hidden()
    title.locator("summary").click()
    expect(title.locator("tbody").first).to_be_visible()
    page.context.close()


def test_on_paper_everything_is_unfolded_and_nothing_to_click_is_left(
    browser: Browser, pages: dict[str, str], said: list[str]
) -> None:
    page = opened(browser, pages["many"], said, java_script_enabled=False, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("form, .skip").locator("visible=true").count() == 0
    assert page.locator("tbody").last.bounding_box() is not None
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    # Pages of A4: far more than the folded page would take.
    pages_printed = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert pages_printed > 15
    page.context.close()


def test_text_from_outside_stays_text(browser: Browser, pages: dict[str, str], said: list[str]) -> None:
    for case in ("hostile", "one_price"):
        page = opened(browser, pages[case], said)
        page.locator(".raw summary").click()
        assert page.locator("script").count() == 1
        assert "</pre><script>alert(1)</script>" in page.locator(".raw pre").inner_text()
        assert "\u202e" not in page.locator("body").inner_text()
        page.context.close()
    assert [one for one in said if not one.startswith("request: file:")] == []


def test_no_script_but_its_own_runs(browser: Browser, pages: dict[str, str], said: list[str]) -> None:
    page = opened(browser, pages["one_price"], said)
    page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.owned = 1';"
        " document.body.append(script); const picture = new Image(); picture.src = 'http://127.0.0.1:9/x.png'; }"
    )
    assert page.evaluate("() => window.owned === undefined")
    assert any("Content Security Policy" in one for one in said)
    assert any("img-src" in one and "has been blocked" in one for one in said)
    page.context.close()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_page_never_scrolls_sideways(
    browser: Browser, pages: dict[str, str], said: list[str], width: int
) -> None:
    page = opened(browser, pages["guard_refused"], said)
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.parametrize("case", ["guard_refused", "first_creates", "timeline"])
def test_on_a_telephone_nothing_is_out_of_sight_to_the_right(
    browser: Browser, pages: dict[str, str], said: list[str], case: str
) -> None:
    page = opened(browser, pages[case], said)
    page.set_viewport_size({"width": 360, "height": 800})
    hidden = "one => one.scrollWidth > one.clientWidth + 1"
    assert not [
        part.inner_text()
        for part in page.locator("details.title > div:visible, .copy").all()
        if part.evaluate(hidden)
    ]
    assert Axe().run(page).violations_count == 0
    if case == "guard_refused":
        before = page.locator("td[data-head]").first
        assert before.evaluate("one => getComputedStyle(one, '::before').content") == '"Before: "'
    page.context.close()


def test_motion_only_for_those_who_want_it(browser: Browser, pages: dict[str, str], said: list[str]) -> None:
    for wish, behavior in (("reduce", "auto"), ("no-preference", "smooth")):
        page = opened(browser, pages["many"], said, reduced_motion=wish)
        found = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        assert found == behavior
        page.context.close()

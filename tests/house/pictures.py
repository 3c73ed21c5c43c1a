"""The pictures of the documents: `make pictures` draws them anew from the plan that README.md shows.

The terminal as SVG, by rich; the report as PNG, by Debian's Chromium, light and dark; the timeline of a title as SVG,
by pvsync itself. `test_pictures.py` holds those that are the same on every machine against what pvsync says today.
"""

import re
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from house.test_documents import ESTATE, ROOT, Reader, fences, typed
from playwright.sync_api import sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from pvsync.cli.main import main
from pvsync.cli.screen import Screen

FOLDER = ROOT / "docs" / "pictures"
TERMINAL, TIMELINE = "terminal.svg", "timeline.svg"
TITLE = "HEATHAZE-2024"
WIDTH, HEIGHT = 1280, 1000
_FONTS = re.compile(r"\s*@font-face \{\{.*?\}\}(?=\s)", re.DOTALL)
_FAMILY = "Fira Code, monospace"


def story(reader: Reader) -> list[str]:
    """Go through the first estate of README.md; the lines that it shows of its plan."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first = next(number for number, line in enumerate(text.splitlines()) if ESTATE.match(line))
    reader.settle_in("example")
    for fence in fences(text):
        if fence.first < first:
            continue
        if fence.kind == "diff":
            reader.edit(fence)
        for one in typed(fence) if fence.kind == "console" else ():
            code, output = reader.type(one.words)
            assert code == one.code, output
            if one.words[:2] == ("pvsync", "plan"):
                return list(one.shown)
    raise AssertionError("README.md shows no plan")


def shown(reader: Reader, *words: str, colour: bool = False) -> str:
    """What a command prints, in colour where asked."""
    out = StringIO()
    screen = Screen(
        out=out, err=out, width=100, colour=colour, err_colour=False, interactive=False, now=reader.now
    )
    main(list(words), screen)
    return out.getvalue()


def terminal(painted: str) -> str:
    """A terminal that shows a text, as SVG: no font is fetched, so that it looks the same without a network."""
    console = Console(
        record=True,
        width=100,
        file=StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    console.print(
        Text("$ pvsync plan --out plan.json\n", style="bold") + Text.from_ansi(painted), soft_wrap=True
    )
    frame = _FONTS.sub("", CONSOLE_SVG_FORMAT).replace(_FAMILY, "ui-monospace, Menlo, Consolas, monospace")
    return console.export_svg(title="pvsync plan", code_format=frame, unique_id="plan") + "\n"


def photographs(page: Path) -> Iterator[tuple[str, bytes]]:
    """The top of the report in Chromium, light and dark."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for scheme in ("light", "dark"):
            window = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
            window.goto(page.as_uri())
            yield f"report-{scheme}.png", window.screenshot()
        browser.close()


def draw() -> None:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        reader = Reader(Path(folder), patch)
        story(reader)
        painted = shown(reader, "show", "plan.json", colour=True)
        (FOLDER / TERMINAL).write_text(terminal(painted), encoding="utf-8")
        drawn = shown(reader, "timeline", TITLE, "--format", "svg")
        (FOLDER / TIMELINE).write_text(drawn, encoding="utf-8")
        shown(reader, "show", "plan.json", "--format", "html", "--report", "plan.html")
        for name, data in photographs(Path("plan.html").resolve()):
            (FOLDER / name).write_bytes(data)
        reader.leave()


if __name__ == "__main__":
    draw()

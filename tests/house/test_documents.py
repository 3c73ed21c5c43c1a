"""The documents say what is: every command in them is run, every screen compared, every link followed.

A document is run from top to bottom, as a reader would go through it. What it has to say to this test, it says in the
text itself (CONTRIBUTING.md, "Writing a document"):

* `<!-- estate: empty -->` is a new git repository, `<!-- estate: example -->` one with the example catalog committed;
* a fence `yaml FILE` is written to that file, a fence `diff FILE` is an edit of it; a fence `csv FILE.xlsx` becomes an
  EMA workbook with these rows below the head of its template (tests/sheets.py);
* a fence `console` is typed: `$ pvsync ...` and `$ git ...`. `# exit N` behind a command is its exit code, 0 where
  there is none. Lines below a command are its whole output; a line `...` stands for any lines.

It is always 22 November 2026 here. Of a screen, only what no two runs share is not compared: see `VOLATILE`.
Screens without `...` are written anew by `PVSYNC_UPDATE_GOLDEN=1 pytest tests/house/test_documents.py`.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sheets import workbook_of_csv
from unit.emulator.partner import make_identity

from pvsync.cli.main import build_parser, main
from pvsync.cli.screen import Screen
from pvsync.config import environment
from pvsync.emulator.certificates import Validity
from pvsync.emulator.faults import KINDS
from pvsync.emulator.server import Emulator

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WRITTEN = [path for path in DOCUMENTS if "reference" not in path.parts]
TODAY = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CUT = "..."
VOLATILE = (
    (re.compile(r"\b\d{8}T\d{6}Z-[0-9a-f]{6}\b"), "RUN"),
    (re.compile(r"\b(commit|plan) [0-9a-f]{9,12}\b"), r"\1 ID"),
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:PORT"),
    (re.compile(r"\b\d+ (?:second|minute)s?, \d+ requests?\b"), "TIME, REQUESTS"),
    (re.compile(r"\bin \d+ days, on \d{4}-\d\d-\d\d"), "in N days, on DATE"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, within"), "NOW, within"),
)
AS_A_READER_HAS_IT = (
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:8443"),
    (re.compile(r"\bin \d+ days, on \d{4}-\d\d-\d\d"), "in 396 days, on 2027-12-24"),
)

FENCE = re.compile(r"(`{3,})(\w*) ?(.*)")
ESTATE = re.compile(r"<!-- estate: (empty|example)\b")
COMMAND = re.compile(r"\$ (?P<words>.+?)(?:\s+# exit (?P<code>\d+))?")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"`((?:benchmarks|docs|pvsync|tests)/[\w./-]+)`")
MACHINE_PATH = re.compile(
    r"(?<![\w.:/-])/(?:home|root|Users|work|tmp|var|opt|usr|mnt|srv|private|etc)/|\b[A-Z]:\\"
)
HELP = re.compile(r"<!-- help: begin -->\n+```text\n(.*?)```\n+<!-- help: end -->", re.DOTALL)
GIT = {
    "GIT_AUTHOR_NAME": "Reader",
    "GIT_AUTHOR_EMAIL": "reader@example.com",
    "GIT_COMMITTER_NAME": "Reader",
    "GIT_COMMITTER_EMAIL": "reader@example.com",
    "GIT_AUTHOR_DATE": "2026-11-22T09:30:00Z",
    "GIT_COMMITTER_DATE": "2026-11-22T09:30:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block: its kind, what stands behind it, the number of its first line, and its lines."""

    kind: str
    file: str
    first: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """One command of a console block, with the lines that the document shows below it."""

    words: tuple[str, ...]
    code: int
    first: int
    shown: tuple[str, ...]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fences(text: str) -> Iterator[Fence]:
    """The fenced blocks of a document, also those that a comment hides from its readers."""
    lines = iter(enumerate(text.splitlines()))
    for number, line in lines:
        if opened := FENCE.fullmatch(line):
            inside: list[str] = []
            for _, inner in lines:
                if inner == opened[1]:
                    break
                inside.append(inner)
            yield Fence(opened[2], opened[3], number + 1, tuple(inside))


def typed(fence: Fence) -> list[Typed]:
    """The commands of a console block."""
    found: list[Typed] = []
    for offset, line in enumerate(fence.lines, fence.first):
        if command := COMMAND.fullmatch(line):
            code = int(command["code"] or 0)
            found.append(Typed(tuple(shlex.split(command["words"])), code, offset + 1, ()))
        else:
            assert found, f"line {offset + 1}: a console block begins with a command"
            found[-1] = replace(found[-1], shown=(*found[-1].shown, line))
    return [replace(one, shown=trimmed(one.shown)) for one in found]


def trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Without blank lines at the end."""
    return trimmed(lines[:-1]) if lines and not lines[-1].strip() else lines


def plain(line: str) -> str:
    """A line without what no two runs share."""
    for volatile, word in VOLATILE:
        line = volatile.sub(word, line)
    return line.rstrip()


def agrees(shown: tuple[str, ...], real: tuple[str, ...]) -> bool:
    """Whether a screen is the one shown, where a line `...` stands for any lines."""
    pattern = "".join(
        "(?:.*\n)*?" if line.strip() == CUT else re.escape(plain(line)) + "\n" for line in shown
    )
    return re.fullmatch(pattern, "".join(plain(line) + "\n" for line in real)) is not None


class Reader:
    """Someone who goes through a document and types what it says."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.patch = patch
        self.estates = 0
        self.running: list[Emulator] = []
        self.begun = time.monotonic()
        for name, value in {**GIT, "COLUMNS": "100", "NO_COLOR": "1"}.items():
            patch.setenv(name, value)
        patch.delenv("CI", raising=False)

        def stay(server: Emulator) -> None:
            self.running.append(server)

        patch.setattr(Emulator, "wait", stay)  # the command returns, and the service goes on

    def settle_in(self, kind: str) -> None:
        """A repository as the document says."""
        self.leave()
        self.estates += 1
        root = self.folder / f"estate-{self.estates}"
        root.mkdir()
        self.patch.chdir(root)
        Path(".gitignore").write_text(".pvsync/\nplan.json\n", encoding="utf-8")
        if kind == "example":
            shutil.copytree(ROOT / "catalog", "catalog")
            shutil.copy(ROOT / "pvsync.yaml", "pvsync.yaml")
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-qm", "The catalog as it stands")
        # The day of the documents is not the day of this machine: the certificate is good on both.
        always = Validity(datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC))
        make_identity(root / ".pvsync" / "emulator", always)

    def leave(self) -> None:
        """Stop the emulator, if one runs."""
        while self.running:
            self.running.pop().close()

    def write(self, fence: Fence) -> None:
        path = Path(fence.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".xlsx":
            workbook_of_csv(path, fence.lines)
        else:
            path.write_text("\n".join(fence.lines) + "\n", encoding="utf-8")

    def edit(self, fence: Fence) -> None:
        path = Path(fence.file)
        for hunk in "\n".join(fence.lines).split("\n@@\n"):
            lines = hunk.splitlines()
            before = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
            after = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
            text = path.read_text(encoding="utf-8")
            assert text.count(before) == 1, f"{fence.file} has this {text.count(before)} times:\n{before}"
            path.write_text(text.replace(before, after), encoding="utf-8")

    def type(self, words: tuple[str, ...]) -> tuple[int, str]:
        """Exit code and output of a command."""
        assert self.estates, "a document says what it begins with before it types anything"
        match words:
            case ("git", *arguments):
                return 0, self.git(*arguments)
            case ("pvsync", "emulator", *flags) if "--sign" not in flags:
                self.leave()
                code, output = self.pvsync("emulator", "--port", "0", *flags)
                local = replace(environment._BUILT_IN["local"], url=self.running[-1].url)
                self.patch.setitem(environment._BUILT_IN, "local", local)
                return code, output
            case ("pvsync", *arguments):
                return self.pvsync(*arguments)
            case _:
                pytest.fail(f"a console block types `pvsync` and `git`, not `{words[0]}`: use a fence `text`")

    def pvsync(self, *arguments: str) -> tuple[int, str]:
        said = io.StringIO()
        screen = Screen(
            out=said, err=said, width=100, colour=False, err_colour=False, interactive=False, now=self.now
        )
        return main(list(arguments), screen), said.getvalue()

    def now(self) -> datetime:
        return TODAY + timedelta(seconds=min(time.monotonic() - self.begun, 59))

    def git(self, *arguments: str) -> str:
        return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    found = Reader(tmp_path, monkeypatch)
    yield found
    found.leave()


def with_commands() -> list[Path]:
    return [path for path in WRITTEN if "```console\n" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", with_commands(), ids=name_of)
def test_what_a_document_shows_is_what_happens(path: Path, reader: Reader) -> None:
    text = path.read_text(encoding="utf-8")
    estates = {
        number: found[1] for number, line in enumerate(text.splitlines()) if (found := ESTATE.match(line))
    }
    written: dict[tuple[int, int], list[str]] = {}
    for fence in fences(text):
        for number in [number for number in estates if number < fence.first]:
            reader.settle_in(estates.pop(number))
        if fence.kind == "diff" and fence.file:
            reader.edit(fence)
        elif fence.kind != "console" and fence.file:
            reader.write(fence)
        elif fence.kind == "console":
            for one in typed(fence):
                follow(one, path, reader, written)
    if written:
        path.write_text(rewritten(text, written), encoding="utf-8", newline="\n")


def follow(one: Typed, path: Path, reader: Reader, written: dict[tuple[int, int], list[str]]) -> None:
    """Type one command, and see whether it does what the document says."""
    where = f"{name_of(path)}:{one.first}: {shlex.join(one.words)}"
    code, output = reader.type(one.words)
    assert code == one.code, f"{where} exits with {code}\n{output}"
    real = trimmed(tuple(line.rstrip() for line in output.splitlines()))
    if not one.shown or agrees(one.shown, real):
        return
    if os.environ.get("PVSYNC_UPDATE_GOLDEN") and CUT not in {line.strip() for line in one.shown}:
        written[one.first, one.first + len(one.shown)] = list(real)
        return
    assert "\n".join(map(plain, one.shown)) == "\n".join(map(plain, real)), where


def rewritten(text: str, written: dict[tuple[int, int], list[str]]) -> str:
    lines = text.splitlines()
    for (first, last), screen in sorted(written.items(), reverse=True):
        lines[first:last] = [presentable(line) for line in screen]
    return "\n".join(lines) + "\n"


def presentable(line: str) -> str:
    for pattern, words in AS_A_READER_HAS_IT:
        line = pattern.sub(words, line)
    return line


def test_the_readme_shows_the_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    block = HELP.search(text)
    assert block is not None, "README.md shows `pvsync --help` between its two markers"
    real = build_parser().format_help()
    if os.environ.get("PVSYNC_UPDATE_GOLDEN") and block[1] != real:
        path.write_text(text[: block.start(1)] + real + text[block.end(1) :], encoding="utf-8", newline="\n")
        return
    assert block[1] == real


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    lost = []
    for target in LINK.findall(prose(path)):
        file, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_file_that_is_named_is_there(path: Path) -> None:
    named = NAMED.findall(path.read_text(encoding="utf-8"))
    assert [file for file in named if not (ROOT / file).exists()] == []


def prose(path: Path) -> str:
    """A document without its fenced blocks and without code in a line."""
    text = path.read_text(encoding="utf-8")
    unfenced = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", unfenced)


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a document."""
    unfenced = re.sub(
        r"^(`{3,}).*?^\1$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", unfenced, flags=re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        number = 1
        anchor = slug
        while anchor in found:
            anchor, number = f"{slug}-{number}", number + 1
        found.add(anchor)
    return found


def test_every_fault_has_its_line() -> None:
    text = (ROOT / "docs" / "how-to" / "emulator-with-faults.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \|", text, flags=re.MULTILINE)) == KINDS.keys()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_no_document_knows_a_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if MACHINE_PATH.search(line)] == []

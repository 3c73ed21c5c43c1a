"""Whatever comes in from outside, pvsync answers with an error of its own or with data: no crash, no end of memory."""

import contextlib
import io
import json
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import NOW
from golden.cases import CASES
from golden.poison import POISONS
from golden.runs import RECEIPTS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pvsync.api.answers import Raw, read_answer, retry_after
from pvsync.api.endpoints import batch_get, get
from pvsync.api.endpoints.verdicts import of_answer, of_item
from pvsync.api.settings import ApiSettings
from pvsync.apply.journal_lines import read_lines
from pvsync.apply.receipt_json import receipt_from_json, receipt_to_json
from pvsync.catalog.allowances import AllowanceBook
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile
from pvsync.cli.present import without_secrets
from pvsync.config.load import load_config
from pvsync.errors import ApiError, JournalError, PlanRefused, PvsyncError, UsageError
from pvsync.history import lease, memory_file
from pvsync.history.note_lines import Started, read_line, receipt_line, run_of, started_line
from pvsync.model.licence import BusinessLine
from pvsync.model.scope import Scope
from pvsync.plan.file import _identity, freeze, plan_to_json, read_plan, write_plan
from pvsync.plan.large_file import open_plan
from pvsync.render.disarm import disarm
from pvsync.workflows.selection import selection

MIB = 1024 * 1024
SCOPE = Scope("HEATHAZE-2024", "US", BusinessLine.TVOD)
API = ApiSettings(url="https://host", licensor="acme", requests_per_second=1, open_requests=1)
PLAN = freeze(CASES["guard_refused"]())
RECEIPT = receipt_to_json(RECEIPTS["receipt_mixed"])
STARTED = started_line(Started("r", "local", "acme", "p", NOW, NOW, (SCOPE,)))
AVAIL = {
    "avail": {
        "ALID": SCOPE.alid,
        "Disposition": {"EntryType": "FullExtract"},
        "Licensor": {"DisplayName": "acme"},
        "Asset": [{"_contentID": "C", "WorkType": "Movie", "Metadata": {"TitleInternalAlias": "T"}}],
        "Transaction": [
            {
                "_TransactionID": "t1",
                "LicenseType": "EST",
                "Territory": [{"country": "US"}],
                "FormatProfile": {"value": "HD"},
                "Start": "2026-01-15T05:00:00Z",
                "End": "2031-01-15T04:59:59Z",
                "AssetLanguage": [{"value": "en-US", "_asset": "audio"}],
                "Terms": [{"_termName": "WSP", "Money": {"value": "6.99", "_currency": "USD"}}],
            }
        ],
    }
}
JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**40,
    1.5,
    "",
    ".",
    " \x00\x1b[2J\u202e",
    "\ud800",
    "9" * 5000,
    "1e999999999",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2026-02-30T00:00:00Z",
    [],
    {},
    [[]],
    {"": ""},
    [None] * 40,
    {"_termName": [], "Money": []},
)
values = st.recursive(
    st.sampled_from(JUNK) | st.text(max_size=5) | st.sampled_from(list(POISONS.values())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)
law = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def steps(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value within."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inside:
        yield from steps(item, (*path, step))


def with_value(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    if not path:
        return other
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_value(value[path[0]], path[1:], other)
    return copy


@st.composite
def changed(draw: st.DrawFn, document: Any) -> Any:
    """A document with one to three of its values, groups or lists replaced, or taken away."""
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(steps(document))))
        document = with_value(document, path, draw(values))
    return document


def raw(body: bytes, status: int = 200, kind: str = "application/json", later: str | None = None) -> Raw:
    return Raw(status, kind, later, body)


def answers(body: bytes, status: int = 200, kind: str = "application/json", later: str | None = None) -> None:
    """Read one answer as every endpoint does."""
    scopes = [SCOPE, replace(SCOPE, alid="OTHER")]
    items, _ = batch_get.request(API, scopes)
    try:
        answer = read_answer(raw(body, status, kind, later), method="GET", path="/v1", now=NOW)
    except ApiError as error:
        is_harmless(error)
        return
    of_answer(answer)
    for read in (
        lambda: get.reading(API, SCOPE, answer),
        lambda: batch_get.readings(API, scopes, items, answer),
    ):
        try:
            read()
        except ApiError as error:
            is_harmless(error)
    for item in answer.payload if isinstance(answer.payload, list) else ():
        if isinstance(item, dict):
            of_item(item)


def is_harmless(error: PvsyncError) -> None:
    """One sentence that steers nothing once it is shown."""
    assert len(error.message) < 2_000
    assert isinstance(disarm(error.message), str)


def journal(data: bytes) -> None:
    list(read_lines(io.BytesIO(data), "run/journal.jsonl"))


def note(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    run_of(text)
    read_line(text, receipt_from_json)
    lease._read("0" * 40, text)


def remembered(data: bytes, folder: Path) -> None:
    (folder / "memory").write_bytes(data)
    found = memory_file.load(folder / "memory", "reader")
    assert all(isinstance(scope.alid, str) for scope in sorted(found.tombstones))


def configured(data: bytes) -> None:
    config, findings = load_config(Path(), SourceFile.of("pvsync.yaml", data))
    assert (config is None) == bool(findings)


def yaml(data: bytes) -> None:
    source = SourceFile.of("a.yaml", data)
    documents, _ = read_documents(source)
    AllowanceBook().take(source, documents, lambda _finding: None)
    without_secrets(data.decode("utf-8", "replace").split("\n"))


def plan_file(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "plan.json"
        file.write_bytes(data)
        open_plan(file)


DOORS: dict[str, Callable[[bytes], object]] = {
    "plan": read_plan,
    "plan file": plan_file,
    "receipt": receipt_from_json,
    "journal": journal,
    "note": note,
    "answer": answers,
    "refusal": lambda data: answers(data, 400),
    "absence": lambda data: answers(data, 404),
    "failure": lambda data: answers(data, 500, "text/plain"),
    "configuration": configured,
    "catalog": yaml,
}
BOMBS = {
    "lists": b"[" * 200_000,
    "lists that end": b"[" * 50_000 + b"]" * 50_000,
    "groups": b'{"a":' * 100_000,
    "groups that end": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "digits": b"9" * 1_000_000,
    "digits within": b'{"format_version": ' + b"9" * 1_000_000 + b"}",
    "power": b'{"format_version": 1e999999999, "a": -1e-999999999}',
    "not a number": b'{"a": NaN, "b": -Infinity}',
    "text": b'{"format_version": "' + b"x" * 2_000_000 + b'"}',
    "many members": b"{" + b",".join(b'"%d":0' % number for number in range(15_000)) + b"}",
    "many items": b"[" + b"{}," * 20_000 + b"{}]",
    "twice": b'{"format_version": "1", "format_version": "1"}',
    "half a pair": b'{"format_version": "\\ud800"}',
    "zeros": b"\x00" * 100_000,
    "mark": b"\xef\xbb\xbf{}",
    "utf-16": '{"a": 1}'.encode("utf-16"),
    "one line": b"a: " + b"b " * 500_000,
    "one comment": b"# pvsync: allow " + b"PV301, " * 100_000 + b"\n",
    "spaces": b" " * 1_000_000 + b"x",
    "anchors": b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9) if n else b"x") for n in range(20)
    ),
    "quotes": b'"' * 300_000,
    "dashes": b"- " * 300_000,
    "documents": b"---\na: 1\n" * 4_000,
    "keys": b"".join(b"k%d: 1\n" % number for number in range(15_000)),
    "comment words": b"# pvsync: allow PV301 because " + b"because " * 100_000 + b"\n",
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("bomb", BOMBS)
def test_what_grows_is_refused_within_the_size_of_a_page(door: str, bomb: str) -> None:
    """Memory: a constant and a fixed number of bytes for each that came in, however it is written."""
    data = BOMBS[bomb]
    tracemalloc.start()
    try:
        try:
            DOORS[door](data)
        except PvsyncError as error:
            is_harmless(error)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 32 * MIB + 256 * len(data)


@law
@given(data=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
@pytest.mark.parametrize("door", DOORS)
def test_any_bytes_are_data_or_an_error_of_ours(door: str, data: bytes) -> None:
    with contextlib.suppress(PvsyncError):
        DOORS[door](data)


@law
@given(document=changed(plan_to_json(PLAN)))
def test_a_plan_that_somebody_signs_is_a_plan_or_refused(document: Any) -> None:
    if isinstance(document, dict):
        with contextlib.suppress(UnicodeEncodeError):
            document = {**document, "plan_id": _identity(document)}
    try:
        plan = read_plan(json.dumps(document).encode())
    except PlanRefused:
        return
    assert read_plan(write_plan(freeze(plan)))


@law
@given(document=changed(json.loads(RECEIPT)))
def test_a_receipt_is_a_receipt_or_refused(document: Any) -> None:
    with contextlib.suppress(JournalError):
        receipt_to_json(receipt_from_json(json.dumps(document).encode()))


@law
@given(document=changed(json.loads(STARTED)) | changed(json.loads(receipt_line(RECEIPT))))
def test_a_note_is_read_or_not_there(document: Any) -> None:
    note(json.dumps(document).encode("utf-8"))


@law
@given(document=changed(AVAIL))
def test_an_answer_is_read_or_says_why_not(document: Any) -> None:
    answers(json.dumps(document).encode())
    answers(json.dumps({"message": document}).encode(), 400)
    items, _ = batch_get.request(API, [SCOPE])
    requested = items.body[0]["requestId"]
    item = {"requestItemId": requested, "success": True, "errorMessage": None, **AVAIL, "avail": document}
    answers(json.dumps([item, item]).encode())
    answers(json.dumps([document]).encode())


@law
@given(
    item=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("requestId", "statusCode", "body", "errorMessage", "success"), values)
    )
)
def test_an_item_of_a_batch_has_an_outcome(item: dict[str, Any]) -> None:
    of_item(item)


@law
@given(
    value=st.text(max_size=40)
    | st.sampled_from(
        ["Mon", "Jan", "01", "2026", "99999", "+9999", ":", "-0000", "23:59:60", "GMT"]
    ).flatmap(
        lambda first: st.lists(
            st.sampled_from(
                [
                    "Mon,",
                    "01",
                    "Jan",
                    "2026",
                    "99999999999",
                    "12:00:00",
                    "99:99:99",
                    "+9999",
                    "-9999",
                    "GMT",
                    first,
                ]
            ),
            max_size=8,
        ).map(" ".join)
    )
)
@example("Thu, 01 Jan 0001 00:00:00 +2359")
@example("Fri, 31 Dec 9999 23:59:59 -2359")
@example("JAN 3000000000 0:0 0")
def test_a_pause_is_seconds_or_nothing(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 <= seconds < 10**12


@law
@given(patterns=st.lists(st.text(max_size=30) | st.text("*?[]!-aA=", max_size=60), max_size=4))
@example(["*" * 5_000 + "b"])
@example(["alid=" + "*a" * 200 + "b"])
@example(["[" * 1_000, "[!]a-", "alid=[z-a]"])
def test_a_pattern_chooses_or_is_refused(patterns: list[str]) -> None:
    try:
        chosen = selection(patterns, patterns[:1])
    except UsageError:
        return
    for alid in ("A" * 255, "a" * 255, "ASB-S1E1"):
        assert chosen.takes(replace(SCOPE, alid=alid), "movie") in {True, False}


@law
@given(
    text=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["allow", " ", "PV301", ",", "because", "\t", "x", "-", ", PV", "#", "pvsync:", "\u2028"]
        ),
        max_size=14,
    ).map("".join)
)
def test_a_comment_for_pvsync_is_an_allowance_or_a_finding(text: str) -> None:
    data = f"kind: movie  # pvsync:{text}\nalid: X\n# pvsync: {text}\ntitle: X\n".encode("utf-8", "replace")
    source = SourceFile.of("a.yaml", data)
    documents, _ = read_documents(source)
    found: list[Any] = []
    book = AllowanceBook()
    book.take(source, documents, found.append)
    settled = book.settle((), {})
    assert all(len(finding.message) < 1_000 for finding in (*found, *settled.findings))


MEMORY = {
    "reader": "reader",
    "tip": "c1",
    "shared": {"a": "b"},
    "tombstones": [["A", "US", "TVOD", "c", "p", "f", "b"], ["B", "US", "FVOD", "c", "p", "f", "b"]],
}


@settings(law, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=changed(MEMORY))
@example(document="[" * 100_000)
def test_a_memory_that_is_none_is_as_good_as_none(document: Any, tmp_path: Path) -> None:
    # Half a pair of surrogates is no UTF-8, and may stand in a file all the same.
    text = document if isinstance(document, str) else json.dumps(document)
    data = text.encode("utf-8", "surrogatepass")
    remembered(data, tmp_path)

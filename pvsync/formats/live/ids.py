"""Lists of ids: plain text with one id a line, CSV, or a workbook; every line that is wrong is named at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pvsync.diagnostics import Finding, Place
from pvsync.formats.live import codes
from pvsync.formats.live.tables import Cells, is_table, rows_of
from pvsync.model.licence import BusinessLine, WorkType
from pvsync.model.listed import ListedId
from pvsync.model.scope import is_alid

_SHOWN = 60
_KINDS = {str(one): one for one in WorkType} | {
    "bundle": WorkType.SERIES,
    "promotion": WorkType.TRAILER,
    "supplemental": WorkType.BONUS,
}

KindT = TypeVar("KindT", WorkType, BusinessLine)

Territories = Callable[[str], tuple[str, ...]]
"""The territories that a name stands for: one, those of a group, none where it is unknown."""


@dataclass(frozen=True, slots=True)
class IdList:
    """What a list says.

    Args:
        ids: Its lines, in their order, each once.
        findings: What is wrong with it; with an error among them, it is not to be relied on.
    """

    ids: tuple[ListedId, ...]
    findings: tuple[Finding, ...]


def read_ids(path: Path, territories: Territories) -> IdList:
    """Read a list.

    Args:
        path: The file: text, CSV or xlsx.
        territories: What the name of a territory or a group stands for.

    Raises:
        ExchangeError: If it cannot be opened.
        UsageError: If it is a workbook and the library that reads them is not installed.
    """
    findings: list[Finding] = []
    found: dict[ListedId, Place] = {}
    for cells in rows_of(path):
        listed, wrong = _listed(cells, territories)
        findings += wrong
        if listed is None:
            continue
        first = found.setdefault(listed, cells.place("alid"))
        if first != cells.place("alid"):
            findings.append(_repeated(listed, cells, first))
    if not found and not findings:
        findings.append(_empty(path))
    return IdList(tuple(found), tuple(findings))


def _listed(cells: Cells, territories: Territories) -> tuple[ListedId | None, list[Finding]]:
    wrong: list[Finding] = []
    alid = cells.text("alid")
    if not is_alid(alid):
        wrong.append(_wrong(cells, "alid", "an ALID", "write 1 to 255 of `A-Z a-z 0-9 . _ : @ -`"))
    where: tuple[str, ...] = ()
    if name := cells.text("territory"):
        where = territories(name)
        if not where:
            hint = "write the two letters of ISO 3166, such as `US`, or the name of a group in `territory_groups`"
            wrong.append(_wrong(cells, "territory", "a territory", hint))
    line = _one_of(cells, "business_line", {str(one): one for one in BusinessLine}, "a business line", wrong)
    kind = _one_of(cells, "work_type", _KINDS, "a kind of title", wrong)
    of = cells.text("of")
    if of and not is_alid(of):
        wrong.append(_wrong(cells, "of", "an ALID", "write the ALID of the title that it belongs to"))
    if wrong:
        return None, wrong
    return ListedId(alid, cells.text("title"), kind, of, cells.text("complete"), where, line), []


def _one_of(
    cells: Cells, column: str, known: Mapping[str, KindT], what: str, wrong: list[Finding]
) -> KindT | None:
    text = cells.text(column)
    if not text:
        return None
    by_case = {name.casefold(): value for name, value in known.items()}
    found = by_case.get(text.casefold())
    if found is None:
        names = [f"`{name}`" for name in known]
        wrong.append(_wrong(cells, column, what, f"write {', '.join(names[:-1])} or {names[-1]}"))
    return found


def _wrong(cells: Cells, column: str, what: str, hint: str) -> Finding:
    text = cells.text(column)
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
    message = f"`{shown}` is not {what}" if shown else f"the line names no id, and {what} is needed"
    return codes.LIST_VALUE.at(cells.place(column), message, hint)


def _repeated(listed: ListedId, cells: Cells, first: Place) -> Finding:
    message = f"`{listed.alid}` stands in line {first.line} already, and is asked for once"
    return codes.LIST_REPEATED.at(cells.place("alid"), message, "delete the line")


def _empty(path: Path) -> Finding:
    hint = (
        "begin with a line that names the columns: `alid` and, if you like, `title`, `kind`, `territory`, `business_line`"
        if is_table(path)
        else "write one ALID a line"
    )
    return codes.LIST_VALUE.at(Place(path.name), "the list holds no id", hint)

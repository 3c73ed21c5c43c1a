"""The head of a sheet: which version it is, and which column holds what; by the names of row 2 and nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise

from pvsync.diagnostics import Finding
from pvsync.formats.ema import codes
from pvsync.formats.ema.cells import Value, cell_place, text_of
from pvsync.formats.ema.columns import Tab, Version, template
from pvsync.formats.ema.mapping import ALIASES, CARRIED, NOT_CARRIED

Report = Callable[[Finding], None]

NAMES_ROW = 2
_BESIDE = re.compile(r"[^0-9a-z]")


def _bare(name: str) -> str:
    """A name without what people put between its words: `Format_Profile`, `Title Internal Alias`."""
    return _BESIDE.sub("", name.casefold())


_KNOWN = {_bare(name): name for name in (*CARRIED, *NOT_CARRIED)} | {
    _bare(name): meant for name, meant in ALIASES.items()
}
_TELLING = frozenset({"Territory", "LicenseType", "WorkType", "EntryType", "FormatProfile", "Start"})
_ENOUGH = 4
_NEAR, _LONGEST_NAME = 0.8, 40
_NUMBERED = frozenset({"1.8", "1.9"})
_NUMBER = re.compile(r"\d+(\.\d+)*")
_FROM_1_7_3 = frozenset(
    """
Licensee TerritoryExclusion GroupIdentity Director StartLag EndLag WindowDuration Download TitleStatus Exclusive
ExclusiveAttributes BrandingRights BrandingRightsAttributes RequiredFulfillmentLanguages EpisodeTitleID
""".split()  # noqa: SIM905 - a table of names
)
_NEWER = tuple(template(version, tab).columns for version in Version for tab in (Tab.MOVIES, Tab.TV))
_TEMPLATES = (*_NEWER, *(tuple(name for name in names if name not in _FROM_1_7_3) for names in _NEWER[:2]))
"""Orders of columns, for the neighbors of one whose name is lost."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a sheet's head says.

    Args:
        version: Version of EMA.
        columns: Number of each known column, from 1.
        written: Name as the sheet has it, by our name.
        again: Name of each further column of a name that is there already, by its number from 1.
    """

    version: str
    columns: Mapping[str, int]
    written: Mapping[str, str]
    again: Mapping[int, str] = field(default_factory=dict)


def is_header(names: Sequence[Value]) -> bool:
    """Whether a row holds the names of EMA's columns."""
    written = [text_of(name) for name in names]
    return len(_TELLING & {known_name(name) or likely_name(name) for name in written}) >= _ENOUGH


def known_name(written: str) -> str:
    """Our name for a column; empty for one that no version has."""
    return _KNOWN.get(_bare(written), "")


def likely_name(written: str) -> str:
    """The name that was probably meant by one that no version has; empty where none comes near it."""
    near = get_close_matches(_bare(written[:_LONGEST_NAME]), _KNOWN, n=1, cutoff=_NEAR)
    return _KNOWN[near[0]] if near else ""


def read_header(sheet: str, rows: Sequence[Sequence[Value]], report: Report) -> Header:
    """The head from the first three rows.

    Args:
        sheet: File and sheet, for places.
        rows: The first three rows.
        report: Takes findings.
    """
    names = [text_of(value) for value in rows[1]]
    found = [known_name(name) for name in names]
    _read_displaced(sheet, names, found, report)
    columns: dict[str, int] = {}
    again: dict[int, str] = {}
    for number, (name, written) in enumerate(zip(found, names, strict=True), start=1):
        if name and name in columns:
            again[number] = name
            report(
                codes.COLUMN_UNKNOWN.at(
                    cell_place(sheet, NAMES_ROW, number),
                    f"`{written}` stands twice in row 2; where the first is empty, the second counts",
                    "leave one of the two columns",
                )
            )
        elif name:
            columns[name] = number
    written_by = {name: names[number - 1] for name, number in columns.items()}
    third = text_of(rows[2][0]) if rows[2] else ""
    version = _version(columns, third)
    _say_version(sheet, third, version, report)
    return Header(version, columns, written_by, again)


def _read_displaced(sheet: str, names: Sequence[str], found: list[str], report: Report) -> None:
    """A column with an unknown name that stands exactly where a missing one belongs is that one."""
    for index, (written, name) in enumerate(zip(names, found, strict=True)):
        if name or not written:
            continue
        before = found[index - 1] if index else ""
        after = found[index + 1] if index + 1 < len(found) else ""
        meant = {
            known_name(middle)
            for columns in _TEMPLATES
            for (first, middle), (_, last) in pairwise(pairwise(columns))
            if known_name(first) == before and known_name(last) == after
        } - set(found)
        if before and after and len(meant) == 1:
            found[index] = meant.pop()
            report(
                codes.COLUMN_UNKNOWN.at(
                    cell_place(sheet, NAMES_ROW, index + 1),
                    f"`{written}` stands between `{before}` and `{after}`, where `{found[index]}` belongs; it is read as that",
                    f"write `{found[index]}` in this cell",
                )
            )


def _say_version(sheet: str, third: str, version: str, report: Report) -> None:
    """From 1.8 on the cell A3 holds the version; a number that is none of them is said."""
    if _NUMBER.fullmatch(third) and third not in _NUMBERED:
        report(
            codes.ASSUMED.at(
                cell_place(sheet, NAMES_ROW + 1, 1),
                f"the sheet says that it is of version `{third}`, which is not one of 1.6 to 1.9; by its columns it is read as {version}",
                "nothing, if the columns mean what they mean in 1.9",
            )
        )


def _version(columns: Mapping[str, int], third: str) -> str:
    """The version by its number in A3 (from 1.8), otherwise by the columns that came and went (ema-sheets)."""
    if third in _NUMBERED:
        return third
    if "ALID" not in columns:
        return "1.6"
    if {"AssociatedALID", "CampaignID", "TPRType"} & columns.keys():
        return "1.9"
    if {"StoreType", "PackageLabel", "VolumeNumber"} & columns.keys():
        return "1.8"
    if {"Director", "Licensee", "TerritoryExclusion", "Exclusive"} & columns.keys():
        return "1.7.3"
    return "1.7.2" if {"AltID", "EpisodeAltID"} & columns.keys() else "1.7"

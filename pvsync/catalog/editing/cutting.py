"""An avail of several territories and formats, of which some are to say something else, or to go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pvsync.catalog.editing.conditions import Cell
from pvsync.catalog.editing.operations import AddItem, AddKey, Operation, Plain, Remove
from pvsync.catalog.merge import Origin

Values: TypeAlias = Mapping[str, "Plain | None"]
"""New value by key of an avail, None for a key that shall not be."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Part of an entry.

    Args:
        entry: The entry; it stands in the title's own list.
        part: The territories and formats concerned.
        whole: All that it holds for.
    """

    entry: Origin
    part: frozenset[Cell]
    whole: tuple[Cell, ...]

    @property
    def territories(self) -> list[str]:
        """The territories of the part, in the order of the entry."""
        return list(
            dict.fromkeys(territory for territory, one in self.whole if (territory, one) in self.part)
        )

    @property
    def formats(self) -> list[str]:
        """The formats of the part, in the order of the entry."""
        return list(dict.fromkeys(one for territory, one in self.whole if (territory, one) in self.part))

    @property
    def all_territories(self) -> list[str]:
        """All territories of the entry."""
        return list(dict.fromkeys(territory for territory, _ in self.whole))

    @property
    def all_formats(self) -> list[str]:
        """All formats of the entry."""
        return list(dict.fromkeys(one for _, one in self.whole))

    @property
    def is_block(self) -> bool:
        """Whether the part is some territories in some formats, and not a pattern across them."""
        return self.part == {(territory, one) for territory in self.territories for one in self.formats}


def cut_out(cut: Cut, changed: Values | None) -> Iterator[tuple[Operation, ...]]:
    """The edits that take a part out of its entry and give it one of its own; none where that cannot be written.

    Args:
        cut: What is taken out.
        changed: What the new entry says instead, None for a key that it shall not have; None for no new entry.
    """
    if not cut.is_block:
        return
    document, path = cut.entry.raw.index, cut.entry.path
    if len(cut.part) == len(set(cut.whole)):
        if changed is None:
            yield (Remove(document, path),)
        return
    new: list[dict[str, Plain]] = []
    if len(cut.territories) < len(cut.all_territories):
        operations = list(_without_territories(cut))
        rest = [one for one in cut.all_formats if one not in cut.formats]
        if changed is not None:
            new.append(_copy(cut, cut.formats if rest else None, changed))
        if rest:
            new.append(_copy(cut, rest, {}))
    else:
        operations = list(_without_formats(cut))
        if changed is not None:
            new.append(_copy(cut, cut.formats, changed, territories=False))
    added = (AddItem(document, path[:-1], entry) for entry in new)
    yield (*operations, *added)


def _without_territories(cut: Cut) -> Iterator[Operation]:
    document, path, data = cut.entry.raw.index, cut.entry.path, cut.entry.value
    listed = data.get("territories")
    stays: list[Plain] = [territory for territory in cut.all_territories if territory not in cut.territories]
    if listed is None:
        yield AddKey(document, path, "territories", stays)
    elif all(territory in listed for territory in cut.territories):
        yield from (
            Remove(document, (*path, "territories", listed.index(territory))) for territory in cut.territories
        )
    elif isinstance(data.get("except"), list):
        yield from (AddItem(document, (*path, "except"), territory) for territory in cut.territories)
    else:
        yield AddKey(document, path, "except", [*cut.territories])
    yield from _without_lines(cut, "territory", cut.territories)
    for key in data.get("ids") or ():
        if str(key).partition("/")[0] in cut.territories:
            yield Remove(document, (*path, "ids", key))


def _without_formats(cut: Cut) -> Iterator[Operation]:
    document, path, data = cut.entry.raw.index, cut.entry.path, cut.entry.value
    listed = data.get("formats")
    if listed is None:
        stays: list[Plain] = [one for one in cut.all_formats if one not in cut.formats]
        yield AddKey(document, path, "formats", stays)
    else:
        yield from (Remove(document, (*path, "formats", listed.index(one))) for one in cut.formats)
    yield from _without_lines(cut, "format", cut.formats)
    for key in data.get("ids") or ():
        if str(key).rpartition("/")[2] in cut.formats:
            yield Remove(document, (*path, "ids", key))


def _without_lines(cut: Cut, key: str, names: list[str]) -> Iterator[Operation]:
    """Price lines that were only about what leaves."""
    for index, line in enumerate(cut.entry.value.get("prices") or ()):
        if line.get(key) in names:
            yield Remove(cut.entry.raw.index, (*cut.entry.path, "prices", index))


def _copy(
    cut: Cut, formats: list[str] | None, changed: Values, *, territories: bool = True
) -> dict[str, Plain]:
    data: dict[str, Plain] = dict(cut.entry.value)
    if "key" in data:
        # Keys are names of ours: each part is called for what it is.
        words = [*(cut.territories if territories else ()), *(formats or ())]
        data["key"] = "-".join([str(data["key"]), *(word.lower() for word in words)])
    if territories:
        data.pop("except", None)
        data["territories"] = [*cut.territories]
    if formats is not None:
        data["formats"] = [*formats]
    lines = data.get("prices")
    if isinstance(lines, list):
        kept = [line for line in lines if isinstance(line, dict) and _is_about(line, cut, formats)]
        data["prices"] = [*kept]
    ids = data.get("ids")
    if isinstance(ids, dict):
        names = {f"{territory}/{one}" for territory, one in cut.whole if territory in cut.territories}
        data["ids"] = {key: value for key, value in ids.items() if key in names}
    if any(changed.get(key) is not None for key in ("wsp", "srp", "tier")):
        data.pop("prices", None)
    for key, value in changed.items():
        data.pop(key, None)
        if value is not None:
            data[key] = value
    return data


def _is_about(line: dict[str, Plain], cut: Cut, formats: list[str] | None) -> bool:
    here = {territory for territory, _ in cut.whole if territory not in cut.territories}
    return line.get("territory") not in here and line.get("format") in {None, *(formats or cut.all_formats)}

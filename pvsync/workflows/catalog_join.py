"""Rows of the catalog dataset joined to titles of the YAML, by vendor SKU = ALID; what is doubtful is said, not guessed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pvsync.model.catalogued import Doubt, Doubtful, Unmanaged
from pvsync.model.datasets import CataloguedTitle
from pvsync.model.identity import Identity
from pvsync.model.scope import is_alid

_UNTOLD = re.compile(r"[\W_]+")
_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class Join:
    """What the rows come to.

    Args:
        rows: How many there are.
        joined: ALIDs that both have.
        near: ALIDs of the YAML that a SKU is written like.
        unmanaged: Catalogued, and in no YAML, by SKU.
        doubtful: Joins that somebody should look at, each once.
    """

    rows: int = 0
    joined: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    unmanaged: dict[str, list[CataloguedTitle]] = field(default_factory=dict)
    doubtful: dict[Doubtful, None] = field(default_factory=dict)

    def doubt(self, doubt: Doubt, row: CataloguedTitle, says: str) -> None:
        """Say that a row is doubtful."""
        self.doubtful[Doubtful(doubt, (row.vendor_sku or "").strip(), name_of(row), says)] = None


def join(rows: Iterable[CataloguedTitle], identities: Mapping[str, Identity]) -> Join:
    """Join rows to titles.

    Args:
        rows: The catalog dataset.
        identities: Who each title of the YAML is, by ALID.
    """
    found = Join()
    spelled: dict[str, str] = {}
    for alid in sorted(identities):
        spelled.setdefault(_spelling(alid), alid)
    skus: dict[tuple[object, ...], dict[str, CataloguedTitle]] = {}
    for row in rows:
        found.rows += 1
        if _take(found, row, identities, spelled):
            key = (row.marketplace_id, row.benefit_id, row.title, row.season, row.episode)
            skus.setdefault(key, {}).setdefault(row.vendor_sku or "", row)
    for same in skus.values():
        if len(same) > 1 and next(iter(same.values())).title:
            for sku, row in sorted(same.items()):
                others = ", ".join(f"`{other}`" for other in sorted(same) if other != sku)
                found.doubt(Doubt.SEVERAL, row, f"the same channel has it as {others} too")
    return found


def unmanaged_of(found: Join) -> Iterator[Unmanaged]:
    """What is catalogued and in no YAML, by SKU."""
    for sku, rows in sorted(found.unmanaged.items()):
        yield Unmanaged(
            sku,
            name_of(rows[0]),
            tuple(sorted({row.marketplace_id for row in rows if row.marketplace_id is not None})),
            tuple(sorted({row.benefit_id for row in rows if row.benefit_id})),
        )


def name_of(row: CataloguedTitle) -> str:
    """What the dataset calls a title: `Avail Strikes Back, season 1 episode 2: Two`."""
    place = [
        f"{word} {number}" for word, number in (("season", row.season), ("episode", row.episode)) if number
    ]
    name = row.title or row.live_linear_channel or "a title without a name"
    told = f"{name}, {' '.join(place)}" if place else name
    return f"{told}: {row.episode_name}" if row.episode_name else told


def _take(
    found: Join, row: CataloguedTitle, identities: Mapping[str, Identity], spelled: Mapping[str, str]
) -> bool:
    """Whether a row is of a title with a SKU."""
    sku = row.vendor_sku or ""
    if row.live_linear_channel:
        found.doubt(Doubt.LINEAR, row, f"it is the live channel {row.live_linear_channel}, and no title")
        return False
    if not sku.strip():
        found.doubt(Doubt.EMPTY, row, f"row {row.id} has no SKU")
        return False
    if sku in identities:
        found.joined.add(sku)
        _compare(found, row, identities[sku])
    elif (near := spelled.get(_spelling(sku))) is not None:
        found.near.add(near)
        found.doubt(Doubt.SPELLING, row, f"the YAML has `{near}`, which differs by case or blanks alone")
    elif not is_alid(sku):
        found.doubt(Doubt.NO_ALID, row, "no ALID can be written like this SKU, so nothing can be asked")
    else:
        found.unmanaged.setdefault(sku, []).append(row)
    return True


def _compare(found: Join, row: CataloguedTitle, known: Identity) -> None:
    said = row.episode_name if row.episode is not None or row.content_type == "Series" else row.title
    if said and known.title and _told(said) != _told(known.title):
        found.doubt(Doubt.TITLE, row, f"the YAML calls `{known.alid}` {known.title}")


def _spelling(sku: str) -> str:
    return _BLANK.sub("", sku).casefold()


def _told(title: str) -> str:
    return _UNTOLD.sub("", title).casefold()

"""What live says under names that nobody knows, beside what the last apply left there; DeepDiff says what in it changed."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from pvsync.model.avail import Avail
from pvsync.model.normal import canonical_json, cut
from pvsync.model.transaction import derived_id
from pvsync.model.unshown import Extra, extra_values
from pvsync.model.zones import Zones
from pvsync.plan.compose import labels

_NOTHING = "nothing"


def extra_said(live: Avail, left: Extra | None, at: datetime, zones: Zones) -> tuple[str, ...]:
    """What differs from what an apply left there, a line each; what is there, where no receipt tells.

    Ids are never a difference, and a transaction that has gone is told of as a whole elsewhere.

    Args:
        live: What live says.
        left: What the last apply left there, None where that is not known.
        at: The instant; what is over counts on neither side.
        zones: Days of the territories.
    """
    now = extra_values(live, at)
    names = _names(live, zones)
    if left is None:
        return tuple(
            f"{names[own]}{name}: {cut(text)}" for own, said in now.items() for name, text in said.items()
        )
    open_rows = {
        _id(live, index) for index, row in enumerate(live.transactions) if not row.window.is_over(at)
    }
    moved = [said for own, said in left.items() if own and own not in names]
    found: list[str] = []
    for own in ("", *sorted(open_rows)):
        said, before = now.get(own, {}), left.get(own, {})
        if own not in left and said in moved:
            moved.remove(said)
        elif said != before:
            found += (f"{names[own]}{line}" for line in differences(before, said))
    return tuple(found)


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Every difference between two tables of JSON texts, with its path: `PromoTag.value: "A" to "B"`."""
    from deepdiff import DeepDiff  # noqa: PLC0415 - slow to import, and hardly ever needed

    found = DeepDiff(
        _values(before),
        _values(after),
        view="tree",
        threshold_to_diff_deeper=0,
        ignore_private_variables=False,
    )
    lines = []
    for level in (level for levels in found.values() for level in levels):
        path = ".".join(str(step) for step in level.path(output_format="list"))
        lines.append(f"{path}: {_text(level.t1)} to {_text(level.t2)}")
    yield from sorted(lines)


def _values(table: Mapping[str, str]) -> dict[str, Any]:
    return {name: _by_name(json.loads(text, parse_float=Decimal)) for name, text in table.items()}


def _by_name(value: Any) -> Any:
    """A list of objects that one member of theirs tells apart, as a table by that: terms by their names."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return value
    members = sorted(value[0], key=lambda name: (not name.startswith("_"), name)) if value else []
    for member in members:
        names = [entry.get(member) for entry in value]
        if all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
            return {
                name: {key: one for key, one in entry.items() if key != member}
                for name, entry in zip(names, value, strict=True)
            }
    return value


def _text(value: Any) -> str:
    from deepdiff.helper import notpresent  # noqa: PLC0415

    return _NOTHING if value is notpresent else cut(canonical_json(value))


def _id(live: Avail, index: int) -> str:
    row = live.transactions[index]
    return row.id or derived_id(live.scope.alid, row)


def _names(live: Avail, zones: Zones) -> dict[str, str]:
    """How each transaction is named before what it says; the title needs no name."""
    named = labels(list(live.transactions), zones)
    return {"": ""} | {_id(live, index): f"{label}, " for index, label in enumerate(named)}

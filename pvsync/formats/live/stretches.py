"""Windows that follow one another and differ in their price alone: one avail, with price lines for some days."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, product

from pvsync.formats.ema.fold import Entry, frozen
from pvsync.formats.ema.plain import Plain

_PRICES = ("wsp", "srp", "tier")
_APART = frozenset({"start", "end", "prices", *_PRICES})
_FIRST = ("license", "channel", "contract", "territories", "formats", "start", "end")
_DAY = timedelta(days=1)
_DAY_LENGTH = 10


def joined(entries: Sequence[Entry]) -> list[Entry]:
    """The same offer in fewer entries; a price of some days becomes a line with `from` and `until`."""
    alike: dict[object, list[Entry]] = {}
    for entry in entries:
        key = frozen({name: value for name, value in entry.items() if name not in _APART})
        alike.setdefault(key, []).append(entry)
    return [entry for group in alike.values() for entry in _joined(group)]


def _joined(group: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of one offer, each run of days as one."""
    starts = Counter(str(entry.get("start", "")) for entry in group)
    if len(group) == 1 or max(starts.values()) > 1 or not all(map(_is_of_days, group)):
        yield from group
        return
    runs: list[list[Entry]] = []
    for entry in sorted(group, key=lambda one: str(one["start"])):
        if runs and _follows(runs[-1][-1], entry):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    for run in runs:
        yield run[0] if len(run) == 1 else _one(run)


def _is_of_days(entry: Entry) -> bool:
    days = all(len(str(entry.get(key, ""))) == _DAY_LENGTH for key in ("start", "end"))
    return days and "ids" not in entry and any(key in entry for key in ("prices", *_PRICES))


def _follows(entry: Entry, later: Entry) -> bool:
    """Whether one begins on the day after another, at another price everywhere: two windows of one price stay two."""
    gap = date.fromisoformat(str(later["start"])) - date.fromisoformat(str(entry["end"]))
    cells = product(_names(entry, "territories"), _names(entry, "formats"))
    return gap == _DAY and all(_price(entry, *cell) != _price(later, *cell) for cell in cells)


def _one(run: Sequence[Entry]) -> Entry:
    """One entry for a run; the price of most days is the usual one, the others hold for their days."""
    days: Counter[object] = Counter()
    for entry in run:
        span = date.fromisoformat(str(entry["end"])) - date.fromisoformat(str(entry["start"]))
        days[frozen(_lines(entry))] += span.days + 1
    usual = days.most_common(1)[0][0]
    base = next(entry for entry in run if frozen(_lines(entry)) == usual)
    lines: list[Plain] = _lines(base)
    ends: list[Entry | None] = [later for _, later in pairwise(run)]
    for number, (entry, later) in enumerate(zip(run, [*ends, None], strict=True)):
        if frozen(_lines(entry)) != usual:
            since: Entry = {"from": entry["start"]} if number else {}
            until: Entry = {} if later is None else {"until": later["start"]}
            lines += [{**line, **since, **until} for line in _lines(entry) if isinstance(line, dict)]
    whole: Entry = {**run[0], "end": run[-1]["end"], "prices": lines}
    first: Entry = {key: whole[key] for key in _FIRST if key in whole}
    rest: Entry = {key: value for key, value in whole.items() if key not in {*_FIRST, *_PRICES, "prices"}}
    return first | {"prices": lines} | rest


def _names(entry: Entry, key: str) -> list[Plain]:
    names = entry.get(key)
    return names if isinstance(names, list) else []


def _price(entry: Entry, territory: Plain, name: Plain) -> object:
    """What an entry costs in one territory and format."""
    for line in _lines(entry):
        if (
            isinstance(line, dict)
            and line.get("territory", territory) == territory
            and line.get("format", name) == name
        ):
            return frozen({key: line[key] for key in _PRICES if key in line})
    return None


def _lines(entry: Entry) -> list[Plain]:
    """What an entry costs, as price lines."""
    lines = entry.get("prices")
    return list(lines) if isinstance(lines, list) else [{key: entry[key] for key in _PRICES if key in entry}]

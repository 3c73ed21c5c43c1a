"""Seasons and their episodes: what all episodes share stands once, with the season, and they say what differs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pvsync.formats.ema.fold import Entry, frozen
from pvsync.formats.ema.plain import Plain
from pvsync.model.licence import TRANSACTIONAL

_PRICES = ("prices", "wsp", "srp", "tier")
_NOT_PASSED = frozenset({*_PRICES, "license_rights", "ids"})
_SAME = ("license", "channel", "contract", "territories", "formats")
_Like: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Avails of a season.

    Args:
        season: Its own, which its episodes have as well.
        episodes: What each episode says itself; None for one that has the season's.
    """

    season: list[Entry]
    episodes: list[list[Entry] | None]


def arrange(season: Sequence[Entry], episodes: Sequence[list[Entry]]) -> Arranged:
    """The fewest words that say the same.

    Prices, licence rights and ids never pass from a season to its episodes, and only the purchases and rentals of a
    season are its own; whatever else it says is for its episodes.
    """
    if not episodes:
        return Arranged(list(season), [])
    shared = _shared(season, _usual(episodes))
    if shared is None:
        return Arranged(list(season), list(episodes))
    said = [_said(entries, shared) for entries in episodes]
    if any("key" in entry for entries in said for entry in entries or ()):
        shared = {name: {"key": name, **entry} for name, entry in shared.items()}
    return Arranged(list(shared.values()), list(said))


def _usual(episodes: Sequence[list[Entry]]) -> list[Entry]:
    """What most episodes have, their ids and days left aside."""
    counted = Counter(tuple(_like(entry) for entry in entries) for entries in episodes)
    usual = counted.most_common(1)[0][0]
    return next(entries for entries in episodes if tuple(map(_like, entries)) == usual)


def _like(entry: Entry) -> _Like:
    return tuple(frozen(entry.get(key, "")) for key in _SAME)


def _shared(season: Sequence[Entry], usual: Sequence[Entry]) -> dict[str, Entry] | None:
    """The season's entries as its episodes can take them over, by a name for each; None where they cannot."""
    left = list(season)
    shared: dict[str, Entry] = {}
    for entry in usual:
        match = next((own for own in left if _like(own) == _like(entry)), None)
        if match is not None:
            left.remove(match)
            base = match
        elif "license" in entry and entry["license"] not in TRANSACTIONAL:
            base = {key: value for key, value in entry.items() if key not in _NOT_PASSED}
        else:
            return None  # a purchase of episodes alone would become one of the season
        prices = {key: entry[key] for key in _PRICES if key in entry}
        shared[_name(entry, shared)] = base | ({"episode": prices} if prices else {})
    return None if left else shared


def _name(entry: Entry, taken: Mapping[str, Entry]) -> str:
    """`us-est`: words that a person would choose."""
    territories = entry.get("territories", [])
    where = str(territories[0]).lower() if isinstance(territories, list) and len(territories) == 1 else ""
    channel = str(entry.get("channel", "")).split("_", maxsplit=1)[0].lower()
    name = "-".join(part for part in (where, channel, str(entry.get("license", "avail")).lower()) if part)
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}-{number}"
    return free


def _said(entries: Sequence[Entry], shared: Mapping[str, Entry]) -> list[Entry] | None:
    """What an episode has to say beside what its season says; all of it where its season says too much."""
    left = dict(shared)
    differing: list[Entry] = []
    for entry in entries:
        name = next((name for name, own in left.items() if _like(own) == _like(entry)), None)
        if name is None:
            return list(entries)
        own = _passed(left.pop(name))
        if own.keys() - entry.keys():
            return list(entries)
        more: dict[str, Plain] = {key: value for key, value in entry.items() if own.get(key) != value}
        if more:
            differing.append({"key": name, **more})
    if left or len(entries) != len(shared):
        return list(entries)
    return differing or None


def _passed(entry: Entry) -> Entry:
    """An entry of the season as an episode has it."""
    prices = entry.get("episode", {})
    own = {key: value for key, value in entry.items() if key not in {*_NOT_PASSED, "episode"}}
    return own | (prices if isinstance(prices, dict) else {})

"""Inheritance: deal, then season, then episode, then the avail itself; a key given replaces that key whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pvsync.catalog import codes
from pvsync.catalog.deals import DealBook
from pvsync.catalog.documents.avail import NAMES_BY_KEY, AvailEntry
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.scalars import suggestion
from pvsync.diagnostics import Finding, Place, Related
from pvsync.model.made_often import made_often

Report = Callable[[Finding], None]

_PRICES = ("prices", "wsp", "srp", "tier")
_NOT_INHERITED = frozenset({*_PRICES, "license_rights", "id", "ids", "key"})
_FIXED_BY_SEVERAL = ("territories", "formats", "license")
_STRUCTURE = frozenset({"key", "use", "episode"})
_MOST_STEPS = 1_000
_DEEPEST_USE = 20


@made_often
@dataclass(frozen=True, slots=True)
class Origin:
    """A value's document and its path there."""

    raw: RawDocument
    path: Path

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.raw.place(self.path)

    @property
    def value(self) -> Any:
        """The value as it is written."""
        found = self.raw.data
        for step in self.path:
            found = found[step]
        return found

    @property
    def key_place(self) -> Place:
        """Where the key of the value stands."""
        return self.raw.key_place(self.path)

    def at(self, *steps: str | int) -> "Origin":
        """The origin of something inside the value."""
        return Origin(self.raw, (*self.path, *steps))


@made_often
@dataclass(frozen=True, slots=True)
class Level:
    """One entry that contributes keys.

    Args:
        entry: The entry as written.
        origin: Where it stands.
        inherited: Whether it belongs to the season rather than to the title itself; prices, licence rights and
            ids do not pass on from there.
    """

    entry: AvailEntry
    origin: Origin
    inherited: bool = False


Stack = tuple[Level, ...]
"""Levels from the weakest to the strongest."""


@made_often
@dataclass(frozen=True, slots=True)
class Effective:
    """An avail after inheritance.

    Args:
        values: Value by attribute of `AvailEntry`; only what is given somewhere.
        givers: The group of keys that gives each of these values.
        at: The entry itself, where what is missing would be added.
    """

    values: dict[str, Any]
    givers: dict[str, Origin]
    at: Origin

    def origin(self, name: str) -> Origin:
        """Where a value stands, or the entry where nothing gives it."""
        return self.given(name) or self.at

    def given(self, name: str) -> Origin | None:
        """Where a value stands, None where nothing gives it."""
        giver = self.givers.get(name)
        return None if giver is None else giver.at(NAMES_BY_KEY[name])


def own_stacks(entries: list[AvailEntry], raw: RawDocument, path: Path, report: Report) -> list[Stack]:
    """The entries of one list of avails, each a stack of one; keys that stand twice are reported."""
    seen: dict[str, Origin] = {}
    stacks: list[Stack] = []
    for index, entry in enumerate(entries):
        origin = Origin(raw, (*path, index))
        if entry.key is not None and entry.key in seen:
            report(
                codes.DUPLICATE_AVAIL_KEY.at(
                    origin.at("key").place,
                    f"two avails of this list have the key `{entry.key}`",
                    "give each its own name",
                    (Related("the other one is here", seen[entry.key].at("key").place),),
                )
            )
        elif entry.key is not None:
            seen[entry.key] = origin
        stacks.append((Level(entry, origin),))
    return stacks


def episode_stacks(season: list[Stack], own: list[Stack] | None, report: Report) -> list[Stack]:
    """The season's avails as an episode has them: merged by key, or replaced where its own have no keys."""
    passed = [tuple(Level(level.entry, level.origin, inherited=True) for level in stack) for stack in season]
    if own is None:
        return passed
    keyed = [stack for stack in own if stack[-1].entry.key is not None]
    if not keyed:
        return own
    if len(keyed) < len(own):
        bare = next(stack for stack in own if stack[-1].entry.key is None)
        report(
            codes.MIXED_AVAIL_KEYS.at(
                bare[-1].origin.place,
                "some avails of this episode have a `key` and this one has none",
                "with keys, each changes the season's avail of that key; without keys, they replace the season's avails: choose one",
            )
        )
    by_key = {
        stack[-1].entry.key: index for index, stack in enumerate(passed) if stack[-1].entry.key is not None
    }
    merged = list(passed)
    for stack in keyed:
        key = stack[-1].entry.key
        index = by_key.get(str(key))
        if index is None:
            report(
                codes.UNKNOWN_AVAIL_KEY.at(
                    stack[-1].origin.at("key").place,
                    f"the season has no avail with the key `{key}`",
                    suggestion(str(key), list(by_key), what="keys of the season's avails"),
                )
            )
        else:
            merged[index] = (*merged[index], *stack)
    return merged


def effective(stack: Stack, deals: DealBook, report: Report, *, episode: bool = False) -> Iterator[Effective]:
    """The avails that a stack stands for: one, or as many as the deal that it uses has."""
    steps = _Steps()
    stacks = _with_deal(stack, deals, report, (), steps)
    if steps.left < 0:
        user = next(level for level in reversed(stack) if level.entry.use is not None)
        report(
            codes.DEAL_TOO_LARGE.at(
                user.origin.at("use").place,
                f"the deal grows to more than {_MOST_STEPS:,} avails, or goes through more than {_DEEPEST_USE} others",
                "write fewer avails in each deal, and let deals use fewer others",
            )
        )
        return
    for full in stacks:
        found = _flatten(full, stack[-1].origin, report, episode=episode)
        if len(full) > len(stack) and stack[-1].entry.use is not None:
            _say_shadowed(full[: -len(stack)], found, stack[-1], report)
        yield found


def _say_shadowed(deal: Stack, found: Effective, user: Level, report: Report) -> None:
    """Report a deal of which nothing is left; what episodes cost is merged elsewhere and counts as left."""
    given = set[str]().union(*(level.entry.model_fields_set for level in deal)) - {"key", "use"}
    raws = {id(level.origin.raw) for level in deal}
    if not given or "episode" in given - user.entry.model_fields_set:
        return
    if not any(id(giver.raw) in raws for giver in found.givers.values()):
        report(
            codes.DEAL_SHADOWED.at(
                user.origin.at("use").place,
                f"every key of the deal `{user.entry.use}` is given here again, so that nothing of it is left",
                "remove `use`, or the keys that should come from the deal",
            )
        )


class _Steps:
    """Steps left in following deals; one that uses others that use others can grow without end."""

    def __init__(self) -> None:
        self.left = _MOST_STEPS


def _with_deal(
    stack: Stack, deals: DealBook, report: Report, path: tuple[str, ...], steps: _Steps
) -> list[Stack]:
    user = next((level for level in reversed(stack) if level.entry.use is not None), None)
    if user is None:
        return [stack]
    name = str(user.entry.use)
    place = user.origin.at("use").place
    if name in path:
        cycle = " uses ".join(f"`{step}`" for step in (*path[path.index(name) :], name))
        report(codes.DEAL_CYCLE.at(place, f"a deal uses itself: {cycle}", "take one `use:` out"))
        return []
    steps.left -= 1
    if steps.left < 0 or len(path) > _DEEPEST_USE:
        steps.left = -1
        return []
    deal = deals.get(name)
    if deal is None:
        if not deals.is_broken(name):
            report(
                codes.UNKNOWN_DEAL.at(
                    place, f"there is no deal named `{name}`", suggestion(name, deals.names, what="deals")
                )
            )
        return []
    if len(deal.document.avails) > 1 and _refuse_overrides(stack, name, deal.raw.place(("name",)), report):
        return []
    stacks: list[Stack] = []
    for index, entry in enumerate(deal.document.avails):
        level = Level(entry, Origin(deal.raw, ("avails", index)), inherited=user.inherited)
        stacks.extend((*below, *stack) for below in _with_deal((level,), deals, report, (*path, name), steps))
    return stacks


def _refuse_overrides(stack: Stack, name: str, deal: Place, report: Report) -> bool:
    refused = False
    for level in stack:
        for key in _FIXED_BY_SEVERAL:
            if key in level.entry.model_fields_set:
                report(
                    codes.DEAL_OVERRIDE.at(
                        level.origin.at(key).place,
                        f"the deal `{name}` has several avails, so `{key}` cannot be changed for all of them at once",
                        "make a deal with one avail, or write the avails out here",
                        (Related("the deal is here", deal),),
                    )
                )
                refused = True
    return refused


def _flatten(stack: Stack, at: Origin, report: Report, *, episode: bool) -> Effective:
    values: dict[str, Any] = {}
    givers: dict[str, Origin] = {}

    def put(given: dict[str, Any], giver: Origin) -> None:
        _hide_other_price_form(given, values)
        values.update(given)
        givers.update(dict.fromkeys(given, giver))

    for level in stack:
        entry = level.entry
        passed = _STRUCTURE | _NOT_INHERITED if level.inherited else _STRUCTURE
        given = {name: getattr(entry, name) for name in entry.model_fields_set - passed}
        _one_price_form(given, level.origin, report)
        prices = entry.episode
        if prices is not None and episode:
            block = {name: getattr(prices, name) for name in prices.model_fields_set}
            _one_price_form(block, level.origin.at("episode"), report)
            for name in _PRICES:
                values.pop(name, None)  # `episode` is one key: it replaces all that episodes cost
            put(block, level.origin.at("episode"))
        put(given, level.origin)
    return Effective(values, givers, at)


def _one_price_form(given: dict[str, Any], origin: Origin, report: Report) -> None:
    short = [name for name in ("wsp", "srp", "tier") if name in given] if "prices" in given else []
    if short:
        report(
            codes.PRICE_TWICE.at(
                origin.at(short[0]).place,
                f"`{short[0]}` and `prices` both say what this costs",
                "move it into `prices`, as a line without territory",
                (Related("`prices` is here", origin.at("prices").place),),
            )
        )


def _hide_other_price_form(given: dict[str, Any], values: dict[str, Any]) -> None:
    """`prices` and `wsp`/`srp`/`tier` say the same thing: giving one form hides the other from below."""
    if "prices" in given:
        for name in ("wsp", "srp", "tier"):
            values.pop(name, None)
    elif any(name in given for name in ("wsp", "srp", "tier")):
        values.pop("prices", None)

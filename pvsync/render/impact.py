"""From a plan to its consequences: what each change means for customers of that title and territory."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from pvsync.model.avail import Avail
from pvsync.model.licence import BusinessLine, WorkType
from pvsync.model.plan import Action, Change, Plan, RowFate
from pvsync.model.season_move import SeasonMove
from pvsync.model.titles import Episode
from pvsync.model.zones import Zones
from pvsync.render.consequences import (
    About,
    Consequence,
    DiscountMoves,
    LanguageChanges,
    LeftAlone,
    OtherChanges,
    SaleChanges,
    SeasonsChange,
    Subject,
)
from pvsync.render.impact_lines import Comparison, openings, prices, qualities
from pvsync.render.offering import Offering
from pvsync.render.timeline import offers

LINE_WORDS = {
    BusinessLine.TVOD: "TVOD",
    BusinessLine.PRIME_SUBSCRIPTION: "Prime subscription",
    BusinessLine.CHANNELS: "channels",
    BusinessLine.FVOD: "FVOD",
}
"""Business lines as people write them."""

_TOLD = frozenset({"start", "end", "srp", "wsp", "format", "license", "channel", "territory"})
"""Fields whose effect the comparison of windows and prices already tells."""

_LANGUAGES = "languages."


def consequences_of(plan: Plan) -> Iterator[Consequence]:
    """Every consequence of a plan, change by change, in the plan's order."""
    zones = Zones(overrides=plan.zones)
    subjects = subjects_of(plan)
    for change in plan.changes:
        about = About(
            subject=subjects[change.scope.alid],
            territory=change.scope.territory,
            offering=None,
            line=LINE_WORDS[change.scope.business_line],
            today=zones.day_of(plan.as_of, change.scope.territory),
        )
        yield from _of_change(change, about, plan.as_of, zones)
    for move in plan.seasons:
        yield _of_season(move, plan, subjects, zones)


def _of_season(move: SeasonMove, plan: Plan, subjects: Mapping[str, Subject], zones: Zones) -> SaleChanges:
    territory = move.scope.territory
    about = About(
        subject=subjects.get(move.scope.alid) or Subject(move.title, WorkType.SEASON, move.scope.alid),
        territory=territory,
        offering=None,
        line=LINE_WORDS[move.scope.business_line],
        today=zones.day_of(plan.as_of, territory),
    )
    before, after = (None if at is None else zones.day_of(at, territory) for at in (move.before, move.after))
    return SaleChanges(about, plan.as_of, before, after, move.is_new)


def subjects_of(plan: Plan) -> dict[str, Subject]:
    """Every title of a plan by ALID; equal names of different titles carry their ALID."""
    subjects = {change.scope.alid: _subject(change) for change in plan.changes}
    names = Counter((subject.name, subject.family) for subject in subjects.values())
    return {
        alid: replace(subject, name=f"{subject.name} ({alid})")
        if names[subject.name, subject.family] > 1
        else subject
        for alid, subject in subjects.items()
    }


def _subject(change: Change) -> Subject:
    name = change.title or change.scope.alid
    # A box set is usually called as its series is.
    shown = f"{name} (box set)" if change.kind == WorkType.SERIES else name
    plain = Subject(shown, change.kind, change.scope.alid)
    avail = change.after or change.before
    if avail is None or not isinstance(avail.title, Episode):
        return plain
    season = avail.title.season
    return replace(plain, family=season.title, number=avail.title.number, siblings=season.episode_count)


def _of_change(change: Change, about: About, as_of: datetime, zones: Zones) -> Iterator[Consequence]:
    if change.action is Action.KEEP:
        return
    if change.action is Action.FORGET:
        yield LeftAlone(about, as_of)
        return
    before, after = offers(change.before, as_of), offers(change.after, as_of)
    for offering in sorted(before.keys() | after.keys()):
        comparison = Comparison(
            about=replace(about, offering=offering),
            zone=zones.zone(about.territory),
            as_of=as_of,
            before=before.get(offering, {}),
            after=after.get(offering, {}),
        )
        yield from openings(comparison)
        yield from qualities(comparison)
        yield from prices(comparison)
    if change.before is not None and change.after is not None:
        yield from _other_fields(change, change.after, about, as_of)


def _other_fields(change: Change, after: Avail, about: About, as_of: datetime) -> Iterator[Consequence]:
    for row in change.rows:
        if row.fate is not RowFate.CHANGED or row.after is None:
            continue
        prefix = f"transactions[{row.label}]."
        fields = [field for field in change.fields if field.path.startswith(prefix)]
        here = replace(about, offering=Offering.of(after.transactions[row.after]))
        others: list[str] = []
        for field in fields:
            name = field.path.removeprefix(prefix)
            if name.startswith(_LANGUAGES):
                was, becomes = _items(field.before), _items(field.after)
                which = name.removeprefix(_LANGUAGES)
                yield LanguageChanges(here, as_of, which, _without(becomes, was), _without(was, becomes))
            elif name == "discount":
                yield DiscountMoves(here, as_of, _number(field.before), _number(field.after))
            elif name not in _TOLD:
                others.append(name)
        if others:
            yield OtherChanges(here, as_of, tuple(others))
    yield from _title_fields(change, about, as_of)


def _title_fields(change: Change, about: About, as_of: datetime) -> Iterator[Consequence]:
    own = [field for field in change.fields if not field.path.startswith("transactions[")]
    for field in own:
        if field.path == "complete_seasons":
            yield SeasonsChange(about, as_of, _number(field.before), _number(field.after) or 0)
    names = tuple(field.path for field in own if field.path != "complete_seasons")
    if names:
        yield OtherChanges(about, as_of, names)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _items(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _without(items: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item for item in items if item not in others)

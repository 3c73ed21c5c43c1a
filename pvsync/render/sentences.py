"""Consequences as sentences, worst first: equal ones are said once for all their titles and territories."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from pvsync.render.consequences import Consequence, Subject
from pvsync.render.english import counted, listed, numbered
from pvsync.render.offering import Offering
from pvsync.render.phrases import Phrase, Place, Rank, Weight, phrase_of

_BY_NAME = 2
_BOTH = 2
_NAMED = 8


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One sentence about the plan; statements sort worst first, then by date, then by text.

    Args:
        rank: How bad it is.
        at: From when.
        text: The sentence, without a full stop.
        weight: What it is to customers.
    """

    rank: Rank
    at: datetime
    text: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Kin:
    """What makes consequences one sentence, apart from titles and territories.

    Args:
        phrase: The words.
        offering: Which way to watch; None where it concerns the whole scope.
        line: The scope's business line in words, for what concerns the whole scope.
    """

    phrase: Phrase
    offering: Offering | None
    line: str


def statements(consequences: Iterable[Consequence]) -> tuple[Statement, ...]:
    """All sentences, in order."""
    families: dict[Kin, dict[Subject, dict[str, Phrase]]] = {}
    for one in consequences:
        phrase = phrase_of(one)
        kin = Kin(phrase, one.about.offering, one.about.line if one.about.offering is None else "")
        families.setdefault(kin, {}).setdefault(one.about.subject, {})[one.about.territory] = phrase
    found: list[Statement] = []
    for kin, subjects in families.items():
        for members_of, places in together(subjects):
            members = [subjects[subject][place] for subject in members_of for place in places]
            text = sentence_of(kin, members_of, places, members)
            at = min(phrase.at for phrase in members)
            found.append(Statement(kin.phrase.rank, at, text, kin.phrase.weight))
    return tuple(sorted(found))


def together(
    subjects: Mapping[Subject, Iterable[str]],
) -> Iterable[tuple[list[Subject], tuple[str, ...]]]:
    """Titles with the same territories, episodes only with episodes of their own season."""
    groups: dict[tuple[str, tuple[str, ...]], list[Subject]] = {}
    for subject, places in subjects.items():
        groups.setdefault((subject.family, tuple(sorted(places))), []).append(subject)
    return [(sorted(found, key=_order), places) for (_, places), found in groups.items()]


def _order(subject: Subject) -> tuple[str, int, str, str]:
    return (subject.family, subject.number or 0, subject.name, subject.alid)


def sentence_of(kin: Kin, subjects: list[Subject], places: Sequence[str], members: list[Phrase]) -> str:
    """The sentence for titles that share their territories; the phrases of each title and territory in their order."""
    phrase = kin.phrase
    who, names = _who(subjects, everyone=phrase.weight is Weight.LOSS)
    verb = phrase.one if len(subjects) == 1 else phrase.many
    if names and ": " in phrase.rest:
        who, names = f"{who} ({names})", ""
    space = "" if phrase.rest.startswith((":", ",")) else " "
    text = f"{who} {verb} {_place(kin, places)}{space}{phrase.rest}{_brackets(members, len(subjects))}"
    return text + (f": {names}" if names else "")


def _place(kin: Kin, places: Sequence[str]) -> str:
    if kin.offering is None:
        return f"in {listed(places)} {kin.line}"
    match kin.phrase.place:
        case Place.ITSELF:
            return kin.offering.itself(places)
        case Place.INSIDE:
            return kin.offering.inside(places)
        case _:
            assert_never(kin.phrase.place)


def _who(subjects: list[Subject], *, everyone: bool) -> tuple[str, str]:
    """The subject of a sentence, and the names that follow at its end where they are many."""
    first = subjects[0]
    if first.family:
        return _episodes(subjects), ""
    if len(subjects) <= _BY_NAME:
        return listed([subject.name for subject in subjects]), ""
    names = [subject.name for subject in subjects]
    if not everyone and len(names) > _NAMED:
        names = [*names[:_NAMED], f"{len(names) - _NAMED:,} more"]
    return counted(len(subjects), "title"), ", ".join(names)


def _episodes(subjects: list[Subject]) -> str:
    first = subjects[0]
    numbers = [subject.number for subject in subjects if subject.number is not None]
    if len(subjects) == 1:
        return f"{first.family}, episode {first.number}" if numbers else f"{first.family}, {first.name}"
    if len(subjects) == first.siblings:
        every = "Both episodes" if len(subjects) == _BOTH else f"All {counted(len(subjects), 'episode')}"
        return f"{every} of {first.family}"
    if len(numbers) == len(subjects):
        return f"Episodes {numbered(numbers)} of {first.family}"
    return f"{counted(len(subjects), 'episode')} of {first.family}"


def _brackets(members: list[Phrase], subjects: int) -> str:
    """Formats and what they cost; prices are left to the details where they differ too much for a sentence."""
    formats = members[0].formats
    if not formats:
        return ""
    each = " each" if subjects > 1 else ""
    costs = {phrase.costs for phrase in members}
    if len(costs) == 1 and len({cost for _, cost in members[0].costs}) > 1:
        return f" ({', '.join(f'{name} {cost}'.strip() for name, cost in members[0].costs)}{each})"
    places = len(members) // subjects
    uniform = [{cost for _, cost in phrase.costs} for phrase in members]
    if any(len(found) != 1 for found in uniform):
        return f" ({formats})"
    by_place = [next(iter(found)) for found in uniform]
    same = all(by_place[index] == by_place[index % places] for index in range(len(by_place)))
    prices = list(dict.fromkeys(by_place[:places]))
    if not same or not all(prices) or len(prices) > _NAMED:
        return f" ({formats})"
    return f" ({formats}; {', '.join(prices)}{each})"

"""A title's history in words: equal edits of several territories are said once, and so is where they have arrived."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from pvsync.model.log import Arrival, Edit, Log, LogEntry, State, TitleLog
from pvsync.model.outcome import Verification
from pvsync.model.zones import Zones
from pvsync.render.days import utc_text
from pvsync.render.english import counted, sentence
from pvsync.render.impact import LINE_WORDS
from pvsync.render.values import item_text, offer_view, shown

SHORT = 9
"""Characters of a commit's id that are shown."""

_KIND_WORDS = {"series": "box set"}
_THE_TITLE = "the title"
_NOWHERE = "no receipt: not applied yet, or Prime Video already had this value"
_READ_BACK = {
    Verification.VERIFIED: "and verified",
    Verification.NOT_CONFIRMED: "and not confirmed: a later read does not show it",
    Verification.SETTLING: "and not visible yet when it was read back",
    Verification.DIFFERS: "but a later read showed something else",
    Verification.NOT_CHECKED: "and not read back",
}


@dataclass(frozen=True, slots=True)
class EditView:
    """Equal edits of one business line.

    Args:
        mark: `+ ~ > -`.
        where: Territories and business line.
        offer: Short name of the transaction.
        name: Key of the value, empty for a whole transaction.
        before: In words, empty where `after` says it all.
        after: In words.
    """

    mark: str
    where: str
    offer: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogEntryView:
    """One commit.

    Args:
        commit: Beginning of its id.
        facts: When, by whom, by which pull request.
        subject: First paragraph of its message.
        edits: What it changed.
        arrivals: What became of that, one phrase for each environment and fate.
    """

    commit: str
    facts: str
    subject: str
    edits: tuple[EditView, ...]
    arrivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleLogView:
    """One title.

    Args:
        name: What it was called last.
        about: Its kind and ALID.
        entries: Newest first.
    """

    name: str
    about: str
    entries: tuple[LogEntryView, ...]


@dataclass(frozen=True, slots=True)
class LogView:
    """A log in words.

    Args:
        log: The log.
        titles: By ALID.
        notes: What is not known; whole sentences.
        summary: The counts as one sentence.
    """

    log: Log
    titles: tuple[TitleLogView, ...]
    notes: tuple[str, ...]
    summary: str


def log_view(log: Log) -> LogView:
    """Everything that a log says, ready to be laid out."""
    zones = Zones(overrides=log.zones)
    return LogView(
        log=log,
        titles=tuple(_title(title, zones) for title in log.titles),
        notes=tuple(sentence(note) for note in log.notes),
        summary=_summary(log),
    )


def _summary(log: Log) -> str:
    commits = len({entry.commit for title in log.titles for entry in title.entries})
    if not commits:
        looked = counted(log.looked_at, "commit")
        return f"No change in what this title offers: {looked} that may concern it looked at."
    return f"{counted(commits, 'commit')} changed {counted(len(log.titles), 'title')}."


def _title(title: TitleLog, zones: Zones) -> TitleLogView:
    kind = _KIND_WORDS.get(title.kind, title.kind)
    return TitleLogView(
        title.title, f"{kind} {title.alid}".strip(), tuple(_entry(entry, zones) for entry in title.entries)
    )


def _entry(entry: LogEntry, zones: Zones) -> LogEntryView:
    facts = [utc_text(entry.committed_at), entry.author]
    facts += [f"#{entry.pull_request}"] if entry.pull_request is not None else []
    return LogEntryView(
        entry.commit[:SHORT],
        ", ".join(facts),
        entry.subject,
        tuple(_edits(entry.edits, zones)),
        tuple(_arrivals(entry.edits)),
    )


def _edits(edits: Sequence[Edit], zones: Zones) -> Iterator[EditView]:
    territories: dict[tuple[str, EditView], list[str]] = {}
    for edit in edits:
        line = LINE_WORDS[edit.scope.business_line]
        places = territories.setdefault((line, _edit(edit, zones)), [])
        if edit.scope.territory not in places:
            places.append(edit.scope.territory)
    for (line, view), places in territories.items():
        where = f"{', '.join(places)} {line}"
        yield EditView(view.mark, where, view.offer, view.name, view.before, view.after)


def _edit(edit: Edit, zones: Zones) -> EditView:
    zone = zones.zone(edit.scope.territory)
    if edit.whole is not None:
        offer = offer_view(edit.whole, zone)
        words = ", ".join(part for part in (offer.period, offer.price) if part)
        if edit.after is None:
            return EditView("-", "", edit.offer, "", "", f"no longer offered: {words}")
        return EditView("+", "", edit.offer, "", "", words)
    if edit.path == "state":
        mark = {"withdrawn": ">", "deleted": "-", "no longer mentioned": "-"}.get(str(edit.after), "+")
        return EditView(mark, "", _THE_TITLE, "", "", str(edit.after or "offered again"))
    before, after = shown(edit.path, edit.before, zone).text, shown(edit.path, edit.after, zone).text
    if isinstance(edit.before, tuple) or isinstance(edit.after, tuple):
        before, after = "", ", ".join(_items(edit))
    return EditView("~", "", edit.offer or _THE_TITLE, edit.path, before, after)


def _items(edit: Edit) -> Iterator[str]:
    was = edit.before if isinstance(edit.before, tuple) else ()
    becomes = edit.after if isinstance(edit.after, tuple) else ()
    yield from (f"+{item_text(edit.path, item)}" for item in becomes if item not in was)
    yield from (f"-{item_text(edit.path, item)}" for item in was if item not in becomes)


def _arrivals(edits: Sequence[Edit]) -> Iterator[str]:
    """What became of the edits; which of them is said only where not all went the same way."""
    said: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        for arrival in edit.arrivals:
            said.setdefault((arrival.environment, _arrival(arrival)), []).append(edit)
        if not edit.arrivals:
            said.setdefault(("", _NOWHERE), []).append(edit)
    for (environment, text), concerned in sorted(said.items(), key=lambda one: one[0]):
        which = "" if len(concerned) == len(edits) else _which(concerned, edits)
        start = ", ".join(part for part in (environment, which) if part)
        yield f"{start}: {text}" if start else text


def _which(concerned: Sequence[Edit], edits: Sequence[Edit]) -> str:
    """Scopes where they tell enough, otherwise the values themselves."""
    others = {edit.scope for edit in edits if edit not in concerned}
    names: dict[str, None] = {}
    for edit in concerned:
        place = f"{edit.scope.territory} {LINE_WORDS[edit.scope.business_line]}"
        own = " ".join(part for part in (edit.offer or _THE_TITLE, edit.path) if part)
        names[f"{place} {own}" if edit.scope in others else place] = None
    return ", ".join(names)


def _arrival(arrival: Arrival) -> str:
    when = utc_text(arrival.at)
    match arrival.state:
        case State.APPLIED:
            said = f"applied on {when}, {_READ_BACK[arrival.verification]}"
        case State.OVERTAKEN:
            return f"never applied: commit {arrival.words[:SHORT]} changed it again before"
        case State.REJECTED:
            said = f'rejected on {when}, in the service\'s words: "{arrival.words}"'
        case State.UNKNOWN:
            said = f"sent on {when}, and not known to have arrived: {arrival.words}"
        case State.STALE | State.NOT_TRIED:
            said = f"not applied on {when}: {arrival.words}"
        case State.UNDONE:
            said = f"applied, and taken back on {when}"
        case State.OPEN:
            said = f"not known: a run began on {when} and left no receipt"
        case _:
            assert_never(arrival.state)
    return f"{said} (run {arrival.run})"

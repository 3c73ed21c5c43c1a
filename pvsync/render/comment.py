"""A plan on a page of a given size: counts, guards, removals in full, consequences, then equal changes together."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from pvsync.diagnostics import Finding
from pvsync.render.budget import Block, Measure, Section, page_within
from pvsync.render.english import counted
from pvsync.render.markdown import cell, code, fenced, words
from pvsync.render.phrases import Weight
from pvsync.render.same_changes import SameChange, Spot, told
from pvsync.render.view import KNOW_FIRST, PlanView
from pvsync.render.view_audience import AudienceView
from pvsync.render.view_guards import GuardView
from pvsync.render.view_standing import DRIFTED, parted

_MARKS = {Weight.LOSS: "-", Weight.CHANGE: "~", Weight.GAIN: "+"}
_NAME, _PHRASE, _SENTENCE = 120, 160, 600
"""Characters of a name, of a phrase and of a sentence; ALIDs, territories and approvals are never shortened."""

_PHRASES, _NAMES = 8, 8
_REPORT = "in the report"
_COUNTS, _GUARDS, _REMOVALS, _CONSEQUENCES, _AUDIENCE, _CHANGES, _UNREAD, _NOTES, _CATALOG, _STANDING = range(
    10
)


def page_of(view: PlanView, size: int, measure: Measure, *, marker: str = "") -> str:
    """The page, never larger than its size.

    Args:
        view: The plan.
        size: How large it may be.
        measure: In which unit.
        marker: A first line by which a workflow finds its own comment again, with its line break.
    """
    return page_within(tuple(_sections(view, marker)), size - 1, measure).rstrip() + "\n"


def shortened(text: str, most: int) -> str:
    """A text of so many characters, cut between words; a mark says that more follows."""
    if len(text) <= most:
        return text
    head, blank, _ = text[: most - 1].rpartition(" ")
    return (head if blank else text[: most - 1]).rstrip(",;: ") + "\u2026"


def _sections(view: PlanView, marker: str) -> Iterator[Section]:
    yield Section(marker + "".join(_top(view)), (), _rest("line"), _COUNTS)
    if view.loosens:
        loosens = tuple(
            Block(f"- {code('!')} {words(shortened(text, _SENTENCE))}\n") for text in view.loosens
        )
        yield Section(f"### {KNOW_FIRST}\n\n", loosens, _rest("sentence"), _COUNTS)
    statements = tuple(
        Block(f"- {code(_MARKS[one.weight])} {cell(shortened(one.text, _SENTENCE))}\n")
        for one in view.statements
    )
    if view.changes:
        head = "### What customers will see\n\n"
        head = f"\n{head}" if view.loosens else head
        nothing = "" if statements else "Nothing changes for customers.\n"
        yield Section(head + nothing, statements, _rest("sentence"), _CONSEQUENCES, 0.4)
    if view.audience is not None and view.changes:
        yield _audience(view.audience)
    if view.guards:
        blocks = tuple(Block(_guard(guard)) for guard in view.guards)
        yield Section("\n### Guards\n\n", blocks, _rest("guard"), _GUARDS)
    scopes = told(view.titles)
    if scopes.removals:
        count = sum(len(same.spots) for title in scopes.removals for same in title)
        head = f"\n### Removals: {counted(count, 'scope')}\n\n"
        blocks = tuple(_removal(title) for title in scopes.removals)
        yield Section(head, blocks, _rest("scope", "with removals"), _REMOVALS, 0.9, whole=True)
    for heading, drifted in (("Changes", False), (DRIFTED, True)):
        others = told(parted(view.titles, drifted=drifted)).others
        count = sum(len(same.spots) for same in others)
        blocks = tuple(Block(_change(same), len(same.spots)) for same in others)
        if blocks:
            yield Section(f"\n### {heading}: {counted(count, 'scope')}\n\n", blocks, _rest("scope"), _CHANGES)
    yield from _last(view)


def _last(view: PlanView) -> Iterator[Section]:
    for part in view.standing:
        blocks = tuple(Block(f"- {code('=')} {words(shortened(line, _SENTENCE))}\n") for line in part.lines)
        yield Section(f"\n### {part.heading}\n\n", blocks, _rest("scope"), _STANDING)
    if view.unread:
        blocks = tuple(
            Block(f"- {code('?')} {cell(one.scope)}: {words(shortened(one.why, _SENTENCE))}\n")
            for one in view.unread
        )
        head = "\n### Could not be read, so nothing is done about them\n\n"
        yield Section(head, blocks, _rest("scope"), _UNREAD)
    if view.findings:
        blocks = tuple(Block(_finding(finding)) for finding in view.findings)
        yield Section("\n### The catalog\n\n", blocks, _rest("finding"), _CATALOG)
    notes = tuple(Block(f"- {words(note)}\n") for note in (*view.coverage, *view.notes))
    if notes:
        yield Section("\n### Notes\n\n", notes, _rest("note"), _NOTES)


def _audience(audience: AudienceView) -> Section:
    blocks = [
        Block(f"- {code(line.mark)} {words(shortened(line.text, _SENTENCE))}\n") for line in audience.lines
    ]
    notes = "".join(f"<sub>{words(note)}</sub>\n\n" for note in audience.notes)
    return Section(f"\n### {audience.heading}\n\n{notes}", tuple(blocks), _rest("line"), _AUDIENCE)


def _top(view: PlanView) -> Iterator[str]:
    yield f"## Plan for {cell(shortened(view.target, 2 * _SENTENCE))}\n\n"
    if view.empty:
        yield f"{cell(view.empty)}\n\n"
    if view.changes or view.unread:
        yield f"**{cell(view.summary)}**\n\n"
    if view.origin:
        yield f"<sub>{cell(view.origin)}</sub>\n\n"


def _guard(guard: GuardView) -> str:
    said = f"- {code('!' if guard.refused else '.')} {cell(guard.sentence.removesuffix(guard.approve).rstrip())}\n"
    if not guard.approve:
        return said
    copied = "\n".join(f"  {line}" for line in fenced(guard.approve, "text").split("\n"))
    return f"{said}\n{copied}\n\n"


def _removal(title: tuple[SameChange, ...]) -> Block:
    first = title[0].spots[0]
    lines = [f"- **{_name(first.title)}** {code(first.alid)}\n"]
    for same in title:
        what = f"{code(same.mark)} {_places(same.spots)}: {same.action}, {_phrases(same)}"
        lines.append(f"  - {what}{_source(same)}\n")
    return Block("".join(lines), sum(len(same.spots) for same in title))


def _change(same: SameChange) -> str:
    titles = same.titles
    if len(titles) == 1:
        first = same.spots[0]
        where = f"**{_name(first.title)}** {code(first.alid)}, {_places(same.spots)}"
        return f"- {code(same.mark)} {where}: {_phrases(same)}{_source(same)}\n"
    where = f"{counted(len(same.spots), 'scope')} in {counted(len(titles), 'title')}"
    places = sorted({spot.territory for spot in same.spots})
    there = ", ".join(places) if len(places) <= _NAMES else counted(len(places), "territory", "territories")
    names = [str(_name(title)) for title in titles[:_NAMES]]
    names += [f"{len(titles) - _NAMES:,} more"] if len(titles) > _NAMES else []
    return f"- {code(same.mark)} {_phrases(same)}: **{where}** in {cell(there)} ({', '.join(names)})\n"


def _finding(finding: Finding) -> str:
    place = f" ({cell(finding.place.file)}:{finding.place.line})" if finding.place else ""
    said = words(shortened(finding.message, _SENTENCE))
    return f"- {finding.severity} {cell(finding.code)}: {said}{place}\n"


def _places(spots: Sequence[Spot]) -> Markup:
    """`CA, US TVOD and GB FVOD`."""
    lines: dict[str, list[str]] = {}
    for spot in spots:
        lines.setdefault(spot.line, []).append(spot.territory)
    return Markup(" and ").join(cell(f"{', '.join(places)} {line}") for line, places in lines.items())


def _phrases(same: SameChange) -> Markup:
    said = [shortened(phrase, _PHRASE) for phrase in same.phrases[:_PHRASES]]
    left = len(same.phrases) - _PHRASES
    said += [f"{counted(left, 'more difference')} {_REPORT}"] if left > 0 else []
    return Markup("; ").join(cell(phrase) for phrase in said)


def _source(same: SameChange) -> str:
    source = same.spots[0].source
    return f" <sub>{cell(shortened(source, _SENTENCE))}</sub>" if source else ""


def _name(title: str) -> Markup:
    return cell(shortened(title, _NAME))


def _rest(noun: str, more: str = "") -> "_Counted":
    return _Counted(noun, more)


class _Counted:
    """`- 40 more scopes in the report`."""

    def __init__(self, noun: str, more: str) -> None:
        self._noun, self._more = noun, more

    def __call__(self, count: int) -> str:
        noun = counted(count, f"more {self._noun}")
        return f"- {' '.join(part for part in (noun, self._more, _REPORT) if part)}\n"

"""A plan as GitHub-flavored Markdown with every value in its table, for the summary of a workflow's run."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from pvsync.model.plan import RowFate
from pvsync.render.comment import page_of
from pvsync.render.environment import markdown_template
from pvsync.render.formats import PlanFormat
from pvsync.render.phrases import Weight
from pvsync.render.screen import Screen
from pvsync.render.values import Shown
from pvsync.render.view import KNOW_FIRST, PlanView
from pvsync.render.view_standing import DRIFTED, parted
from pvsync.render.view_titles import FieldView, RowView, ScopeView, TitleView

LARGEST = 1_000_000
"""Bytes. The summary of a step holds 1 MiB; the rest is for what a workflow puts around it."""

_OPEN = 8
"""Titles whose changes are shown at once; those of more are folded, so that guards and notes are not far below."""

_MARKS = {Weight.LOSS: "-", Weight.CHANGE: "~", Weight.GAIN: "+"}
_NOTHING = Shown("")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a title's table.

    Args:
        scope: The scope, in its first row only.
        mark: What happens to the transaction; empty for the rows of its single values.
        offer: Short name of the transaction, empty for the title itself.
        value: Key that changes, empty for a whole transaction.
        before: Live.
        after: As desired, one item a line.
        after_utc: The same as instants, where it is a date.
        source: Where git says it, and why it differs.
    """

    scope: ScopeView | None = None
    mark: str = ""
    offer: str = ""
    value: str = ""
    before: Shown = _NOTHING
    after: tuple[str, ...] = ()
    after_utc: str = ""
    source: str = ""


def render(view: PlanView, _screen: Screen) -> str:
    """The whole plan; where a summary cannot hold that, a page of that size, equal changes together."""
    whole = _written(view)
    return whole if _bytes(whole) <= LARGEST else page_of(view, LARGEST, _bytes)


def rows_of(title: TitleView) -> Iterator[TableRow]:
    """The rows of a title's table: scope by scope, transaction by transaction, value by value."""
    for scope in title.scopes:
        first, *others = rows_of_scope(scope)
        yield replace(first, scope=scope)
        yield from others


def _bytes(text: str) -> int:
    return len(text.encode())


def _written(view: PlanView) -> str:
    groups = [
        (heading, [(title, tuple(rows_of(title))) for title in parted(view.titles, drifted=drifted)])
        for heading, drifted in (("Changes", False), (DRIFTED, True))
    ]
    page = markdown_template("plan.md.j2").render(
        view=view,
        groups=[(heading, tables) for heading, tables in groups if tables],
        marks=_MARKS,
        folded=len(view.titles) > _OPEN,
        know_first=KNOW_FIRST,
    )
    return page.rstrip() + "\n"


def rows_of_scope(scope: ScopeView) -> Iterator[TableRow]:
    """The rows of one scope: transaction by transaction, value by value; at least one."""
    for field in scope.fields:
        yield _of_field(field, "", "the title")
    for row in scope.rows:
        if row.fate is RowFate.CHANGED:
            for number, field in enumerate(row.fields):
                yield _of_field(field, row.mark if number == 0 else "", row.label if number == 0 else "")
        else:
            yield row_of(row)
    if scope.unchanged:
        stays = "transaction stays as it is" if scope.unchanged == 1 else "transactions stay as they are"
        yield TableRow(offer=f"{scope.unchanged} {stays}")
    if not scope.fields and not scope.rows and not scope.unchanged:
        yield TableRow()


def _of_field(field: FieldView, mark: str, offer: str) -> TableRow:
    if field.items:
        return TableRow(None, mark, offer, field.name, _NOTHING, field.items, "", field.source)
    after = (field.after.text,)
    return TableRow(None, mark, offer, field.name, field.before, after, field.after.utc, field.source)


def row_of(row: RowView) -> TableRow:
    """The row of a transaction that comes or goes as a whole."""
    offer = row.offer
    live = Shown(offer.period, offer.utc)
    match row.fate:
        case RowFate.ADDED:
            terms = "; ".join(f"{name} {value}" for name, value in offer.terms)
            after = tuple(line for line in (offer.period, offer.price, terms) if line)
            return TableRow(None, row.mark, row.label, "", _NOTHING, after, offer.utc, row.source)
        case RowFate.ENDED:
            utc = row.ends.utc if row.ends else ""
            after = (row.ending,) if row.begun else ("never opens, moved into the past",)
            return TableRow(None, row.mark, row.label, "", live, after, utc, row.source)
        case RowFate.OMITTED | RowFate.CHANGED | RowFate.SAME | RowFate.KEPT:
            return TableRow(None, row.mark, row.label, "", live, ("removed",), "", row.source)
        case _:
            assert_never(row.fate)


FORMAT = PlanFormat(name="markdown", suffix=".md", render=render)

"""The catalog dataset held against the YAML, as a screen."""

from collections.abc import Iterable, Iterator

from pvsync.model.catalogued import Catalogued, Doubt, Uncatalogued, Unmanaged
from pvsync.render.english import counted, listed, sentence
from pvsync.render.screen import EMPTY, Line, Screen, Span, Tone, paint, wrapped

CANNOT_TELL = (
    "titles for purchase and rental, of Prime and free ones: `3P_SUBS`, channel subscriptions, is the one content group that the documents name",
    "seasons, box sets and collections: its SKUs are of movies and episodes",
    "where and how long a title is offered: it has marketplaces, which are no territories, and no windows",
    "that its SKU is your ALID: the documents call it an arbitrary identifier that the vendor makes",
)
"""What the catalog dataset cannot tell (Datasets API, section 3)."""

_DOUBTS = {
    Doubt.SPELLING: "Written almost like an ALID of the YAML",
    Doubt.SEVERAL: "One title under several SKUs",
    Doubt.EMPTY: "Without a SKU",
    Doubt.LINEAR: "Live channels",
    Doubt.TITLE: "Another title than in the YAML",
    Doubt.NO_ALID: "SKUs that cannot be an ALID",
}
_IMPORT = "`pvsync import datasets --into FOLDER` writes what is live as YAML."
_PLACES = "`datasets.marketplaces` in pvsync.yaml says which territories a marketplace has."


def catalogued_text(found: Catalogued, screen: Screen) -> str:
    """Everything that was found; nothing is cut."""
    return paint(_lines(found, screen.width), screen)


def _lines(found: Catalogued, width: int) -> Iterator[Line]:
    yield from wrapped((Span(f"Catalog dataset and YAML of {found.target}", Tone.STRONG),), width, 2)
    live = found.live
    silent = [one for one in found.unmanaged if one.asked and not one.live]
    unasked = [one for one in found.unmanaged if not one.asked]
    yield from _part("Live, and in no YAML", "!", map(_unmanaged, live), width)
    yield from _part("Catalogued, in no YAML, and not found live", ".", map(_unmanaged, silent), width)
    yield from _part("Catalogued, in no YAML, and not asked for", "?", map(_unmanaged, unasked), width)
    missing = map(_uncatalogued, found.uncatalogued)
    yield from _part("In the YAML and open, and never catalogued", "!", missing, width)
    for doubt, heading in _DOUBTS.items():
        told = [f"{_sku(one.sku)}{one.title}: {one.says}" for one in found.doubtful if one.doubt is doubt]
        yield from _part(f"Doubtful: {heading[:1].lower()}{heading[1:]}", "?", told, width)
    unread = [f"{scope}: {why}" for scope, why in found.unread]
    yield from _part("Could not be read, so nothing is known about them", "?", unread, width)
    yield from _part("What the dataset cannot tell", "=", CANNOT_TELL, width)
    yield EMPTY
    for note in _notes(found):
        yield from wrapped((Span(note),), width, 2)
    tone = Tone.STRONG if live or found.uncatalogued or found.unread else Tone.GOOD
    yield from wrapped((Span(_summary(found), tone),), width, 2)


def _part(heading: str, mark: str, texts: Iterable[str], width: int) -> Iterator[Line]:
    lines = list(texts)
    if not lines:
        return
    yield EMPTY
    yield (Span(heading, Tone.STRONG),)
    for text in lines:
        yield from wrapped((Span(f"  {mark} ", Tone.FAINT), Span(text)), width, 4)


def _unmanaged(one: Unmanaged) -> str:
    if one.live:
        where = f"live in {listed([scope.territory for scope in one.live])}"
    elif one.asked:
        where = f"not live on a channel in {listed([scope.territory for scope in one.asked])}"
    else:
        where = "nothing to ask for"
    return f"{one.sku}  {one.title}: {where}; catalogued {_catalogued(one)}"


def _catalogued(one: Unmanaged) -> str:
    channels = f"on {listed([f'`{channel}`' for channel in one.channels])} " if one.channels else ""
    if not one.marketplaces:
        return f"{channels}without a marketplace"
    noun = "marketplace" if len(one.marketplaces) == 1 else "marketplaces"
    return f"{channels}in {noun} {listed([str(number) for number in one.marketplaces])}"


def _uncatalogued(one: Uncatalogued) -> str:
    return f"{one.alid}  {one.title} in {listed(one.territories)} ({one.file})"


def _sku(sku: str) -> str:
    return f"`{sku}`  " if sku else ""


def _notes(found: Catalogued) -> Iterator[str]:
    if found.live:
        yield _IMPORT
    if any(not one.asked for one in found.unmanaged):
        yield _PLACES
    if found.outside:
        yield f"{counted(found.outside, 'scope')} of the YAML are of a kind of which the dataset cannot tell."
    if found.later:
        titles = counted(found.later, "more title")
        yield f"{titles} of the YAML on channels, not catalogued, with no window that is open now."
    yield from (sentence(remark) for remark in found.remarks)


def _summary(found: Catalogued) -> str:
    parts = [
        f"{counted(len(found.live), 'title')} live and in no YAML",
        f"{counted(len(found.uncatalogued), 'title')} open and never catalogued",
        f"{counted(len(found.doubtful), 'doubtful join')}",
    ]
    rows = counted(found.rows, "row")
    return f"{', '.join(parts)}; {found.joined:,} in both, of {rows} of the catalog dataset."

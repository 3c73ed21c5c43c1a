"""The reference of EMA: every column of every version, and what becomes of it."""

from collections.abc import Iterator

from pvsync.formats.ema.columns import Tab, Version, template
from pvsync.formats.ema.json_places import ASSUMED, JSON_PLACES
from pvsync.formats.ema.mapping import ALIASES, CARRIED, NOT_CARRIED

_INTRO = """# EMA Avails, column by column

`pvsync import ema` reads the versions 1.6 to 1.9, `pvsync export ema` writes 1.7.3, 1.8 and 1.9. Columns are found by the
name in row 2. What each key of the catalog means stands in [the catalog, key by key](catalog.md).

* **In the API**: where the Avails API has it, below `avail`; `-` where it does not go there. `assumed`: no document of
  Prime Video states the place, and the sheet is the documented way.
* **Written**: the tabs into which an export puts the column where the catalog has a value for it; movies with shorts
  and collections, TV with series, seasons and episodes, bonus with trailers (1.9).
* Other spellings are read as well: {aliases}.

## Taken over

| Column | In the catalog | In the API | Written |
|---|---|---|---|
"""
_REST = """
## Not taken over

An import counts what stands in these columns and says so.

| Column | Why |
|---|---|
"""
_TABS = {Tab.MOVIES: "movies", Tab.TV: "TV", Tab.BONUS: "bonus"}


def ema_page() -> str:
    """The whole page, without the line that says who wrote it."""
    aliases = ", ".join(f"`{written}` for `{meant}`" for written, meant in sorted(ALIASES.items()))
    return _INTRO.format(aliases=aliases) + "".join(_taken()) + _REST + "".join(_not_taken())


def _taken() -> Iterator[str]:
    tabs = {tab: {ALIASES.get(name, name) for name in template(Version.V1_9, tab).columns} for tab in Tab}
    for name, key in sorted(CARRIED.items(), key=lambda pair: pair[0].casefold()):
        written = ", ".join(_TABS[tab] for tab, names in tabs.items() if name in names)
        yield f"| `{name}` | {key} | {_in_api(name)} | {written or '-'} |\n"


def _in_api(name: str) -> str:
    places = ", ".join(f"`{place}`" for place in JSON_PLACES.get(name, ()))
    return f"{places}, assumed" if name in ASSUMED else places or "-"


def _not_taken() -> Iterator[str]:
    for name, why in sorted(NOT_CARRIED.items(), key=lambda pair: pair[0].casefold()):
        yield f"| `{name}` | {why} |\n"

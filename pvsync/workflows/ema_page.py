"""The reference of EMA: every column of every version, and what becomes of it."""

from collections.abc import Iterator

from pvsync.formats.ema.columns import Tab, Version, template
from pvsync.formats.ema.mapping import ALIASES, CARRIED, NOT_CARRIED

_INTRO = """# EMA Avails, column by column

`pvsync import ema` reads the versions 1.6 to 1.9, `pvsync export ema` writes 1.7.3, 1.8 and 1.9. Columns are found by the
name in row 2. Where a key of the catalog goes on the wire stands in [the catalog, key by key](catalog.md).

* **Written**: the tabs into which an export puts the column where the catalog has a value for it; movies with shorts
  and collections, TV with series, seasons and episodes, bonus with trailers (1.9).
* Other spellings are read as well: {aliases}.

## Taken over

| Column | In the catalog | Written |
|---|---|---|
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
        yield f"| `{name}` | {key} | {written or '-'} |\n"


def _not_taken() -> Iterator[str]:
    for name, why in sorted(NOT_CARRIED.items(), key=lambda pair: pair[0].casefold()):
        yield f"| `{name}` | {why} |\n"

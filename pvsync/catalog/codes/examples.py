"""The small catalogs with which pages show what they mean."""

SALE = "license: EST, territories: [CA], formats: [HD], start: 2026-01-15, end: 2031-01-14"
"""Keys of an avail that has nothing wrong with it but the price."""

PRICE = "wsp: 6.99 CAD, srp: 9.99 CAD"
SERIES = "kind: series\nalid: ASB\ntitle: Avail Strikes Back\nseasons: 1\n---\n"


def movie(*avails: str, keys: str = "", alid: str = "HEATHAZE-2024", title: str = "Heat Haze") -> str:
    """A movie with one avail a line; `keys` are lines of the document itself."""
    entries = "".join(f"  - {{{avail}}}\n" for avail in avails)
    return f"kind: movie\nalid: {alid}\ntitle: {title}\n{keys}avails:\n{entries}"


def season(*avails: str, episodes: tuple[str, ...], keys: str = "", number: int = 1) -> str:
    """A season of a series of one, with one avail a line and one episode a line."""
    head = f"kind: season\nalid: ASB-S{number}\nseries: ASB\nnumber: 1\ntitle: The First\n"
    entries = "".join(f"  - {{{avail}}}\n" for avail in avails)
    parts = "".join(f"  - {{{episode}}}\n" for episode in episodes)
    return f"{head}{keys}avails:\n{entries}episodes:\n{parts}"


def box_set(avail: str) -> str:
    """The box set of that series."""
    return f"kind: bundle\nseries: ASB\ndiscount: 25\navails:\n  - {{{avail}}}\n"


def collection(members: str, avail: str) -> str:
    """A collection of the two movies that `two_movies` gives."""
    return (
        f"kind: collection\nalid: HEAT-COLLECTION\ntitle: The Heat Collection\nmembers: [{members}]\n"
        f"discount: 25\navails:\n  - {{{avail}}}\n"
    )


def two_movies(*, more: str = "", keys: str = "") -> str:
    """Two movies for a collection, a document each; the first can have more keys in its avail and of its own."""
    first = movie(f"{SALE}, {PRICE}{more}", keys=keys)
    second = movie(f"{SALE}, {PRICE}", alid="HEATWAVE-2019", title="Heat Wave")
    return f"{first}---\n{second}---\n"

"""What the examples of several rules on bundles begin with."""

LONG = "start: 2026-03-01, end: 2030-12-31"
"""A window that is open at the examples' date and for years."""


def movie(
    alid: str, window: str = LONG, *, price: str = "wsp: 6.99 CAD, srp: 9.99 CAD", keys: str = ""
) -> str:
    """A movie for sale in Canada."""
    return (
        f"kind: movie\nalid: {alid}\ntitle: {alid.capitalize()}\n{keys}avails:\n"
        f"  - {{license: EST, territories: [CA], formats: [HD], {window}, {price}}}\n---\n"
    )


def collection(*entries: str, members: str = "HEAT, COLD", discount: str = "discount: 25\n") -> str:
    """A collection with these avails, each in flow style without the braces."""
    avails = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return (
        f"kind: collection\nalid: WEATHER\ntitle: Weather\nmembers: [{members}]\n{discount}avails:\n{avails}"
    )


def offer(window: str = LONG, *, price: str = ", wsp: 9.99 CAD, srp: 14.99 CAD", more: str = "") -> str:
    """An avail of a bundle in Canada."""
    return f"license: EST, territories: [CA], formats: [Max], {window}{price}{more}"


def series(*, ids: str = "") -> str:
    """A series with one complete season for sale in Canada."""
    return (
        f"kind: series\nalid: ASB\n{ids}title: Avail Strikes Back\nseasons: 1\n---\n"
        'kind: season\nalid: ASB-S1\nseries: ASB\nnumber: 1\ntitle: "Avail Strikes Back: Season 1"\n'
        "complete: 2026-05-10\navails:\n"
        f"  - {{license: EST, territories: [CA], formats: [HD], {LONG}, wsp: 14.99 CAD, srp: 19.99 CAD, episode: {{wsp: 1.40 CAD, srp: 1.99 CAD}}}}\n"
        "episodes:\n  - {alid: ASB-S1E1, number: 1, title: Pilot}\n---\n"
    )


def box_set(*entries: str) -> str:
    """The box set of that series with these avails."""
    avails = "".join(f"  - {{{entry}}}\n" for entry in entries)
    return f"kind: bundle\nseries: ASB\ndiscount: 30\navails:\n{avails}"


TWO_MOVIES = movie("HEAT") + movie("COLD")
"""The movies of a collection."""

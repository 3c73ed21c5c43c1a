"""Territory lists: groups opened, exceptions taken out, unknown names reported."""

from collections.abc import Mapping

from pvsync.catalog import codes
from pvsync.catalog.merge import Effective, Origin, Report
from pvsync.catalog.scalars import nearest
from pvsync.catalog.settings import CatalogSettings
from pvsync.model.zones import EASTERN_MOST

COMMON_SLIPS: Mapping[str, str] = {
    "UK": "GB",
    "USA": "US",
    "EN": "GB",
    "EL": "GR",
    "JA": "JP",
    "SW": "SE",
    "DK-DK": "DK",
}


def open_territories(avail: Effective, settings: CatalogSettings, report: Report) -> dict[str, Origin]:
    """The territories of an avail, each with the place that names it."""
    listed = _open(avail, "territories", settings, report)
    left_out = _open(avail, "except_", settings, report)
    if not left_out:
        return listed
    for territory, origin in left_out.items():
        if territory not in listed:
            report(
                codes.EXCEPT_UNUSED.at(
                    origin.place,
                    f"`except` leaves out {territory}, which `territories` does not name",
                    "remove it, or check the spelling",
                )
            )
    remaining = {territory: origin for territory, origin in listed.items() if territory not in left_out}
    if listed and not remaining:
        report(
            codes.NO_TERRITORY_LEFT.at(
                avail.origin("except_").place,
                "`except` leaves out every territory",
                "leave at least one, or delete the avail",
            )
        )
    return remaining


def expand_name(name: str, settings: CatalogSettings) -> tuple[str, ...]:
    """The territories that a name stands for; none where it is unknown."""
    if name in settings.groups:
        return settings.groups[name]
    known = name in EASTERN_MOST or name in settings.zones.overrides
    return (name,) if known else ()


def unknown_territory(name: str, settings: CatalogSettings) -> tuple[str, str]:
    """Message and hint for a name that is neither a territory nor a group."""
    hint = (
        f"did you mean `{COMMON_SLIPS[name.upper()]}`?"
        if name.upper() in COMMON_SLIPS
        else f"did you mean `{name.upper()}`?"
        if name.upper() in EASTERN_MOST
        else f"did you mean `{near}`?"
        if (near := nearest(name, settings.groups)) is not None
        else "write the two letters of ISO 3166, such as `US`, or the name of a group in `territory_groups`"
    )
    return f"`{name}` is not a territory", hint


def _open(avail: Effective, key: str, settings: CatalogSettings, report: Report) -> dict[str, Origin]:
    found: dict[str, Origin] = {}
    names = avail.values.get(key)
    if not names:
        return found
    all_of_them = avail.origin(key)
    for index, name in enumerate(names):
        origin = all_of_them.at(index)
        territories = expand_name(name, settings)
        if not territories:
            report(codes.UNKNOWN_TERRITORY.at(origin.place, *unknown_territory(name, settings)))
        for territory in territories:
            if territory in found and name not in settings.groups:
                report(
                    codes.REPEATED_VALUE.at(
                        origin.place, f"{territory} is named twice", "name each territory once"
                    )
                )
            found.setdefault(territory, origin)
    return found

"""The reference of the catalog: every key with its type, its meaning, its place on the wire and its EMA column."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from pydantic.fields import FieldInfo

from pvsync.catalog.documents import KINDS
from pvsync.catalog.documents.avail import AvailEntry
from pvsync.catalog.documents.base import Keys
from pvsync.catalog.documents.metadata import METADATA_GROUPS
from pvsync.model.assumptions import Assumption
from pvsync.model.terms import TERMS, TermKind, TermType
from pvsync.render.markdown import words
from pvsync.workflows.plain_types import group_name, plain_type

_BOTH, _DEAL, _NO = "deal, season", "deal", "no"
_HEAD = "| Key | Type | Required | Meaning | Example | On the wire | EMA 1.7.3 | Inherited |\n|---|---|---|---|---|---|---|---|"
_INTRO = """# The catalog, key by key

A file holds one document or several, each of one kind: {kinds}. Keys that are not listed here are errors.

* **Required**: `for each` means that the avail needs it in the end, from itself or from what it inherits.
* **On the wire**: where the Avails API has it, below `avail`; `-` is never sent. What a list or a group says stands
  with its own keys. `assumed`: no document of Prime Video states the place.
* **EMA 1.7.3**: the column of the spreadsheet.
* **Inherited**: `deal, season`: a title takes it from the deal that it uses, an episode from its season. `deal`: from
  a deal only; it never passes from a season to its episodes. `no`: it counts where it stands. A key given replaces
  that key whole, so a group passes `with its group` or not at all.
"""


@dataclass(frozen=True, slots=True)
class Wire:
    """Where a key goes.

    Args:
        path: On the wire, below `avail`; empty for what is never sent.
        ema: Column of EMA 1.7.3; empty where there is none.
        inherited: Of a key of an avail: from where it may come.
        is_assumed: Whether no document states the path (`pvsync/model/assumptions.py`).
    """

    path: str = ""
    ema: str = ""
    inherited: str = _BOTH
    is_assumed: bool = False


def _row(path: str, ema: str = "", inherited: str = _BOTH) -> Wire:
    return Wire(f"Transaction[].{path}", ema, inherited)


def _assumed(place: Assumption, ema: str) -> Wire:
    return Wire(f"Transaction[].{place.taken}", ema, is_assumed=True)


def _term(term: TermType) -> Wire:
    ema = {
        ("PriceType", TermKind.MONEY): "PriceType, PriceValue, PriceCurrency",
        ("PriceType", TermKind.TEXT): "PriceType, PriceValue",
    }.get((term.ema, term.kind), term.ema)
    inherited = _DEAL if term.name in {"wsp", "srp", "tier"} else _BOTH
    return _row(f"Terms[{term.wire}].{term.kind}", ema, inherited)


_NOWHERE = Wire()
_SERIES = "Asset[].SeasonMetadata.SeriesMetadata"

WIRE: dict[str, Wire] = {
    # Of titles. A key that means something else in one kind or group stands a second time, behind its name.
    "kind": _NOWHERE,
    "alid": Wire("ALID", "ALID"),
    "series.alid": Wire(f"{_SERIES}.SeriesContentID", "SeriesContentID"),
    "title": Wire("Asset[].Metadata.TitleInternalAlias[]", "TitleInternalAlias"),
    "series.title": Wire(f"{_SERIES}.SeriesTitleInternalAlias[]", "SeriesTitleInternalAlias"),
    "season.title": Wire("Asset[].SeasonMetadata.SeasonTitleInternalAlias[]", "SeasonTitleInternalAlias"),
    "episode entry.title": Wire("Asset[].EpisodeMetadata.TitleInternalAlias[]", "EpisodeTitleInternalAlias"),
    "content_id": Wire("Asset[]._contentID", "ContentID"),
    "series.content_id": Wire(f"{_SERIES}.SeriesContentID", "SeriesContentID"),
    "season.content_id": Wire("Asset[]._contentID", "SeasonContentID"),
    "episode entry.content_id": Wire("Asset[]._contentID", "EpisodeContentID"),
    "alt_id": Wire("", "AltID"),
    "series.alt_id": Wire("", "SeriesAltID"),
    "season.alt_id": Wire("", "SeasonAltID"),
    "episode entry.alt_id": Wire("", "EpisodeAltID"),
    "eidr": Wire("", "TitleID"),
    "series.eidr": Wire("", "SeriesID"),
    "season.eidr": Wire("", "SeasonID"),
    "episode entry.eidr": Wire("", "EpisodeTitleID"),
    "licensor": Wire("Licensor.DisplayName", "DisplayName"),
    "work_type": Wire("Asset[].WorkType", "WorkType"),
    "avails": Wire("Transaction[]"),
    "deal.avails": _NOWHERE,
    "entitlements": Wire("SharedEntitlement[]", "DMA_ID, UV_ID"),
    "entitlement entry.ecosystem": Wire("SharedEntitlement[]._ecosystem", "DMA_ID, UV_ID"),
    "entitlement entry.id": Wire("SharedEntitlement[].EcosystemID", "DMA_ID, UV_ID"),
    **dict.fromkeys(("state", "removed", "never_delivered", "protect", "manage", "foreign"), _NOWHERE),
    **dict.fromkeys(("business_line", "as"), _NOWHERE),
    # Of series, seasons and episodes.
    "name": _NOWHERE,
    "series": Wire(f"{_SERIES}.SeriesContentID", "SeriesContentID"),
    "seasons": Wire(f"{_SERIES}.NumberOfSeasons", "SeasonCount"),
    "season.number": Wire("Asset[].SeasonMetadata.SeasonNumber.Number", "SeasonNumber"),
    "episode entry.number": Wire("Asset[].EpisodeMetadata.EpisodeNumber.Number", "EpisodeNumber"),
    "episode_count": Wire("Asset[].SeasonMetadata.NumberOfEpisodes", "EpisodeCount"),
    "episodes": _NOWHERE,
    "complete": _NOWHERE,
    # Of box sets, collections, supplementals and rights.
    "bundle.title": Wire("Asset[].SeriesMetadata.SeriesTitleInternalAlias[]", "SeriesTitleInternalAlias"),
    "bundle.series": Wire("Asset[].SeriesMetadata.SeriesContentID", "SeriesContentID, SeriesAltID"),
    "members": Wire(Assumption.BUNDLE_MEMBERS_PLACE.taken, "BundleALIDs", is_assumed=True),
    "discount": _assumed(Assumption.BUNDLE_DISCOUNT_PLACE, "RetailerSpare1"),
    "bundle_discount": _assumed(Assumption.OTHER_TERMS_PLACE, "OtherTerms, LicenseRightsDescription"),
    **dict.fromkeys(("excluded", "because", "metadata", "of", "spec", "sports_data_platform"), _NOWHERE),
    "supplemental.type": Wire("Asset[].WorkType", "WorkType"),
    **dict.fromkeys(("titles", "licenses", "to", "from"), _NOWHERE),
    "rights.territories": _NOWHERE,
    # Of avails, and of the groups inside them.
    "key": Wire(inherited=_NO),
    "use": Wire(inherited=_NO),
    "license": _row("LicenseType", "LicenseType"),
    "territories": _row("Territory[].country", "Territory"),
    "except": _NOWHERE,
    "formats": _row("FormatProfile.value", "FormatProfile"),
    "start": _row("Start", "Start"),
    "end": _row("End", "End"),
    "prices": Wire(inherited=_DEAL),
    "price line.territory": _NOWHERE,
    "price line.format": _NOWHERE,
    "price line.from": _row("Start", "Start"),
    "price line.until": _row("End", "End"),
    "until": _NOWHERE,
    "removed entry.territory": _NOWHERE,
    **dict.fromkeys(("drift_known", "what", "reason", "owner", "known drift entry.territories"), _NOWHERE),
    "channel": _row("Terms[ChannelIdentity].Text", "GroupIdentity"),
    "contract": _row("ContractID", "ContractID"),
    "episode": _NOWHERE,
    "languages": _NOWHERE,
    "language lists.asset": _row("AssetLanguage[]", "AssetLanguage"),
    "language lists.allowed": _row("AllowedLanguage[]", "AllowedLanguages"),
    "language lists.holdback": _row("HoldbackLanguage[]", "HoldbackLanguage"),
    "language entry.tag": _row("*Language[].value", "AssetLanguage, AllowedLanguages, HoldbackLanguage"),
    "language entry.asset": _row("*Language[]._asset", "LocalizationType"),
    "license_rights": _row("LicenseRightsDescription", "LicenseRightsDescription", _DEAL),
    "dated text.value": _row("LicenseRightsDescription", "LicenseRightsDescription"),
    "instructions": _row("OtherInstructions", "OtherInstructions"),
    "other_terms": _assumed(Assumption.OTHER_TERMS_PLACE, "OtherTerms"),
    "id": _row("_TransactionID", "AvailID", _DEAL),
    "ids": _row("_TransactionID", "AvailID", _DEAL),
    "reference": _NOWHERE,
    **{name: _term(term) for name, term in TERMS.items()},
    # Of a collection's metadata, which goes to its metadata file alone.
    **{
        f"{group_name(group)}.{field.alias or name}": _NOWHERE
        for group in METADATA_GROUPS
        for name, field in group.model_fields.items()
    },
}
"""Where each key goes, by its name in YAML; a key that another group has with another meaning, behind the group."""

_FIRST = ("kind", "alid", "title", "series", "number")
_FOR_EACH = frozenset({"license", "territories", "formats", "start", "end"})


def catalog_page() -> str:
    """The whole page."""
    kinds = ", ".join(f"[{kind}](#{kind})" for kind in KINDS)
    parts = [_INTRO.format(kinds=kinds)]
    parts += [f"## {kind}\n\n{_section(KINDS[kind])}" for kind in KINDS]
    parts.append("## Groups of keys\n")
    parts += [f"### {group_name(group).capitalize()}\n\n{_section(group)}" for group in groups()]
    return "\n".join(parts)


def groups() -> list[type[Keys]]:
    """Every group of keys below the documents, in the order in which a reader meets them."""
    found: dict[type[Keys], None] = {}
    waiting: list[type[Keys]] = list(KINDS.values())
    while waiting:
        model = waiting.pop(0)
        inside = [group for hint in _hints(model).values() for group in _groups_in(hint)]
        waiting += [group for group in dict.fromkeys(inside) if group not in found]
        found |= dict.fromkeys(inside)
    return list(found)


def keys_of(model: type[Keys]) -> dict[str, str]:
    """Attribute by YAML key: what names a title first, then as in the model."""
    named = {field.alias or name: name for name, field in model.model_fields.items()}
    return {key: named[key] for key in dict.fromkeys((*_FIRST, *named)) if key in named}


def wire_of(model: type[Keys], key: str) -> Wire | None:
    """Where a key of a group goes; None where the table does not say."""
    return WIRE.get(f"{group_name(model)}.{key}") or WIRE.get(key)


def _section(model: type[Keys]) -> str:
    about = " ".join((model.__doc__ or "").strip().split("\n\n")[0].split())
    rows = [_line(model, key, name) for key, name in keys_of(model).items()]
    return "\n".join([about, "", _HEAD, *rows, ""])


def _line(model: type[Keys], key: str, name: str) -> str:
    field, wire = model.model_fields[name], wire_of(model, key) or _NOWHERE
    is_avail = issubclass(model, AvailEntry)
    required = "yes" if field.is_required() or key == "kind" else "no"
    cells = (
        f"`{key}`",
        plain_type(_hints(model)[name]),
        "for each" if is_avail and key in _FOR_EACH else required,
        words(field.description or ""),
        _example(field),
        _path(wire),
        wire.ema or "-",
        wire.inherited if is_avail else _NO if _is_title(model) else "with its group",
    )
    return f"| {' | '.join(cells)} |"


def _path(wire: Wire) -> str:
    if not wire.path:
        return "-"
    return f"`{wire.path}`, assumed" if wire.is_assumed else f"`{wire.path}`"


def _is_title(model: type[Keys]) -> bool:
    return group_name(model) in KINDS or "avails" in model.model_fields


def _example(field: FieldInfo) -> str:
    examples = field.examples or ([field.default] if isinstance(field.default, str) else [])
    return f"`{_flow(examples[0])}`" if examples else ""


def _flow(value: object) -> str:
    """A value as YAML writes it on one line."""
    match value:
        case dict():
            return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
        case list():
            return f"[{', '.join(_flow(one) for one in value)}]"
        case _:
            return str(value)


def _hints(model: type[Keys]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _groups_in(hint: Any) -> Iterator[type[Keys]]:
    if isinstance(hint, type) and issubclass(hint, Keys):
        yield hint
    for argument in get_args(hint):
        yield from _groups_in(argument)

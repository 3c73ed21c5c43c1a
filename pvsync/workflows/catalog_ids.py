"""Ids for an import out of the catalog dataset: each SKU that can be an ALID, in the territories of its marketplaces."""

from collections.abc import Iterator

from pvsync.config.environment import Environment
from pvsync.config.load import Config
from pvsync.datasets.answers import catalogued
from pvsync.datasets.store import Store
from pvsync.model.datasets import CataloguedTitle
from pvsync.model.licence import WorkType
from pvsync.model.listed import ListedId
from pvsync.model.scope import is_alid
from pvsync.workflows.live_asked import Anywhere
from pvsync.workflows.live_ids import FoundIds, IdSource

_TYPES = {"Movie": WorkType.MOVIE, "Series": WorkType.EPISODE}


def of_catalog(config: Config, environment: Environment) -> IdSource:
    """The ids that are catalogued; whether they are live is for the import to ask.

    Args:
        config: Its marketplaces say where each is looked for, unless the command line names territories.
        environment: Whose store.
    """
    store = Store(config.root / config.datasets_of(environment).store)

    def find(_project: object, _standing: object, where: Anywhere, *_given: object) -> FoundIds:
        found: dict[str, list[CataloguedTitle]] = {}
        for row in catalogued(store):
            if row.vendor_sku and is_alid(row.vendor_sku) and not row.live_linear_channel:
                found.setdefault(row.vendor_sku, []).append(row)
        return FoundIds([_listed(sku, rows, config, where) for sku, rows in found.items()])

    return IdSource(f"the catalog dataset in {store.folder}", find)


def passed_over(config: Config, environment: Environment, where: Anywhere) -> Iterator[str]:
    """What of the dataset is not looked for, or only elsewhere, one sentence each.

    Args:
        config: Its marketplaces say where each is looked for, unless the command line names territories.
        environment: Whose store.
        where: What the command line names.
    """
    store = Store(config.root / config.datasets_of(environment).store)
    useless, nowhere = 0, dict[str, None]()
    for row in catalogued(store):
        if not row.vendor_sku or not is_alid(row.vendor_sku) or row.live_linear_channel:
            useless += 1
        elif not where.territories and row.marketplace_id not in config.datasets.marketplaces:
            nowhere["without a number" if row.marketplace_id is None else str(row.marketplace_id)] = None
    if useless:
        rows = "1 row has" if useless == 1 else f"{useless:,} rows have"
        yield f"{rows} no SKU that can be an ALID, or a live channel: `pvsync orphans --datasets` lists them."
    if nowhere:
        names = ", ".join(nowhere)
        yield f"Marketplace {names}: {config.file} names no territory (`datasets.marketplaces`), so what is catalogued there alone is looked for in the territories of the catalog."


def _listed(sku: str, rows: list[CataloguedTitle], config: Config, where: Anywhere) -> ListedId:
    places = config.datasets.marketplaces
    territories = {name for row in rows for name in places.get(row.marketplace_id or 0, ())}
    first = rows[0]
    return ListedId(
        sku,
        (first.episode_name if first.content_type == "Series" else first.title) or "",
        _TYPES.get(first.content_type or ""),
        territories=() if where.territories else tuple(sorted(territories)),
    )

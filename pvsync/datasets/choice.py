"""Which account, group and business is meant: the one that the configuration names, or the only one there is."""

from collections.abc import Sequence

from pvsync.datasets.settings import DatasetsSettings
from pvsync.datasets.slate import Business, Named, Slate
from pvsync.datasets.source import Dataset
from pvsync.errors import UsageError

_SHOWN = 20


def chosen_business(slate: Slate, settings: DatasetsSettings) -> Business:
    """The business whose datasets are read.

    Raises:
        UsageError: If there are several and none is named, or the one named is not there.
        ApiError: If the lists cannot be had.
    """
    account = _one(slate.accounts(), settings.account, "account")
    group = _one(slate.groups(account), settings.group, "group")
    business = _one(slate.businesses(account, group), settings.business, "business")
    return Business(account, group, business)


def dataset_id(slate: Slate, settings: DatasetsSettings, of: Business, dataset: Dataset) -> str:
    """What stands in the path for a dataset: the entry whose id or name is the word that is taken for it.

    Raises:
        UsageError: If there is none, or more than one.
        ApiError: If the list cannot be had.
    """
    wanted = getattr(settings.assumed.dataset_ids, dataset).casefold()
    there = slate.datasets(of)
    found = {one.id for one in there if wanted in {one.id.casefold(), one.name.casefold()}}
    if len(found) != 1:
        raise UsageError(
            f"Slate lists no dataset `{dataset}` for this business"
            if not found
            else f"Slate lists several datasets `{dataset}`",
            advice=f"name its id, as in `ids: {{{dataset}: ...}}` under `datasets` in pvsync.yaml; there {_are(there)}",
        )
    return found.pop()


def _one(there: Sequence[Named], named: str | None, what: str) -> str:
    if named is not None:
        if named in {one.id for one in there}:
            return named
        raise UsageError(
            f"Slate shows no {what} `{named}` to this user",
            advice=f"correct `{what}` under `datasets`: there {_are(there)}",
        )
    if len(there) == 1:
        return there[0].id
    if not there:
        raise UsageError(
            f"Slate shows no {what} to this user",
            advice="the user who consented needs the right to view reports of it",
        )
    raise UsageError(
        f"Slate shows several of what `{what}` could be",
        advice=f"write one of them as `{what}:` under `datasets` in pvsync.yaml: there {_are(there)}",
    )


def _are(there: Sequence[Named]) -> str:
    words = [f"`{one.id}` ({one.name})" if one.name else f"`{one.id}`" for one in there[:_SHOWN]]
    more = ", ..." if len(there) > _SHOWN else ""
    return f"are {', '.join(words)}{more}" if len(there) > 1 else f"is {words[0]}" if words else "is none"

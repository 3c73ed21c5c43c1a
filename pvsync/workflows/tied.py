"""Bundles and their parts around a plan that is not of the whole catalog: no change may leave a bundle without a part."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from pvsync.model.avail import Avail, Present, Unread
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Change
from pvsync.model.scope import Scope
from pvsync.plan import codes
from pvsync.plan.undo import torn
from pvsync.workflows.compared import Compared, Reader
from pvsync.workflows.desired import Desired, Record
from pvsync.workflows.request import Request
from pvsync.workflows.since import tied


def kept_whole(
    bundles: Mapping[str, frozenset[str]], changes: Mapping[Scope, Change], reader: Reader, at: datetime
) -> dict[Scope, str]:
    """Changes that are not to be made, with the reason: a bundle on sale would offer what cannot be had.

    Args:
        bundles: ALIDs of what each bundle holds, by the bundle's own.
        changes: What is to be changed.
        reader: Reads what else is live.
        at: The instant of the plan.
    """
    sold = {scope for scope in changes if scope.business_line is BusinessLine.TVOD}
    if not sold:
        return {}
    asked = sorted({*tied(bundles, sold)} - sold)
    around: dict[Scope, Avail] = {}
    held: dict[Scope, str] = {}
    for scope, reading in reader.read(asked) if asked else ():
        if isinstance(reading, Present):
            around[scope] = reading.avail
        elif isinstance(reading, Unread):
            beside = {*tied(bundles, [scope])} & sold
            held.update((one, f"{scope}, a bundle with it, could not be read") for one in beside)
    while True:
        left = {scope: change for scope, change in changes.items() if scope not in held}
        stays = {scope: changes[scope].before for scope in held}
        still = {scope: avail for scope, avail in stays.items() if avail is not None}
        found = list(torn(left, {**around, **still}, bundles, at))
        if not found:
            return held
        for scope, bundle, part in found:
            held[scope] = f"`{bundle.alid}` would be on sale in {bundle.territory} without `{part.alid}`"


def hold_torn(desired: Desired, compared: Compared, request: Request, connect: Callable[[], Reader]) -> None:
    """Take out of what was compared each change that only a bundle or part left out of the plan makes right.

    `--only` and `--exclude` never bring in a scope that nobody asked for: what a bundle ties to a change is read, and where
    the change would leave the bundle without a part, it waits, and the finding says what to select with it.

    Args:
        desired: The catalog, judged.
        compared: What was compared; its changes are those that go on.
        request: What was selected.
        connect: Opens the service.
    """
    if request.selection.scopes is not None or request.again is not None or request.observed:
        return
    changes = {change.scope: change for change in compared.changes}
    sold = [scope for scope in changes if scope.business_line is BusinessLine.TVOD]
    unread = {one.scope for one in compared.unread}
    records = {record.scope: record for record in desired.records}
    around = {*tied(desired.bundles, sold)} - changes.keys()
    unseen = {
        scope
        for scope in around
        if scope in unread or (scope in records and not request.selection.takes(scope, records[scope].kind))
    }
    if not unseen:
        return
    for scope, why in kept_whole(desired.bundles, changes, connect(), request.as_of).items():
        compared.changes.remove(changes[scope])
        compared.findings.append(
            codes.TORN_BUNDLE.at(
                desired.catalog.place_of(scope.alid),
                f"{scope} stays as it is: {why}",
                _together(unseen, records, request),
            )
        )


def _together(unseen: set[Scope], records: Mapping[Scope, Record], request: Request) -> str:
    """What to select for the bundle and its parts to be planned together."""
    chosen = request.selection
    without = replace(chosen, exclude=())
    excluded = [scope for scope in unseen if scope in records and without.takes(scope, records[scope].kind)]
    left_out = sorted({scope.alid for scope in unseen})
    if excluded and chosen.exclude:
        names = ", ".join(f"`{alid}`" for alid in sorted({scope.alid for scope in excluded}))
        return f"leave out the `--exclude` that takes {names} away"
    if chosen.only and all(key == "alid" for key, _ in chosen.only):
        return "add " + " ".join(f"`--only {alid}`" for alid in left_out)
    return f"plan {', '.join(f'`{alid}`' for alid in left_out)} in the same plan, once it can be read"

"""Bundles and their parts around a plan that does not come from git: no change may leave a bundle without a part."""

from collections.abc import Mapping
from datetime import datetime

from pvsync.model.avail import Avail, Present, Unread
from pvsync.model.licence import BusinessLine
from pvsync.model.plan import Change
from pvsync.model.scope import Scope
from pvsync.plan.undo import torn
from pvsync.workflows.compared import Reader
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

"""The members of a collection, which can never change: why a plan that would change them is not made."""

from pvsync.diagnostics import Finding
from pvsync.model.avail import Absent, Avail, Present
from pvsync.model.desired import Places
from pvsync.model.titles import Collection
from pvsync.plan import codes


def changed_members(desired: Avail, places: Places, reading: Present | Absent) -> Finding | None:
    """The finding that refuses other members than live has (bundles, rejection reason 11); None where they agree.

    Live that shows no members says nothing about them (open question 6).
    """
    if not isinstance(reading, Present):
        return None
    git, live = desired.title, reading.avail.title
    if not isinstance(git, Collection) or not isinstance(live, Collection) or not live.members:
        return None
    comes = sorted(set(git.members).difference(live.members))
    goes = sorted(set(live.members).difference(git.members))
    if not comes and not goes:
        return None
    parts = [f"without {', '.join(goes)}"] if goes else []
    parts += [f"with {', '.join(comes)}"] if comes else []
    return codes.MEMBERSHIP_CHANGED.at(
        places.title("members"),
        f"`{desired.scope.alid}` is live in {desired.scope.territory}, and git lists it {' and '.join(parts)}",
        f"a collection keeps its members for ever: list {', '.join(live.members)}, or declare a new collection",
    )

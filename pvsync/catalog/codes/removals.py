"""Findings of removals: what may not be withdrawn or deleted."""

from pvsync.catalog.codes.examples import PRICE, SALE, movie
from pvsync.diagnostics import Code

_LATER = f"{SALE}, {PRICE}".replace("2026-01-15", "2027-01-15")
_NOW = f"{SALE}, {PRICE}"
_DELETED = "state: deleted\n"
_CONFIRMED = "state: deleted\nnever_delivered: true\n"
_WITHDRAWN = "state: withdrawn\n"

DELETE_UNCONFIRMED = Code(
    "PV140",
    "delete-without-never-delivered",
    page="""
A title or scope shall be deleted, and nothing says that it was never delivered.

A delete is only for what was set up by mistake: it does not take anything off the site, and it is not allowed once
assets or metadata have reached Prime Video. The service has no way to tell pvsync.

Write `never_delivered: true` if that is so; otherwise write `withdrawn`.

Source: Avails API FAQ; Prime Video help, topic GE7RWTBF9FZV945H.
""",
    bad=movie(_LATER, keys=_DELETED),
    good=movie(_LATER, keys=_CONFIRMED),
    reasons=("A6",),
)
DELETE_STARTED = Code(
    "PV141",
    "delete-of-a-started-window",
    page="""
A title or scope shall be deleted, and a window of it has started.

A delete cannot expire what is live: customers would go on seeing it.

Write `withdrawn`: it moves the end to yesterday, which is what takes a title off sale.

Source: Avails API FAQ; Prime Video help, topic GE7RWTBF9FZV945H.
""",
    bad=movie(_NOW, keys=_CONFIRMED),
    good=movie(_NOW, keys=_WITHDRAWN),
    reasons=("A6",),
)
PROTECTED = Code(
    "PV142",
    "removal-of-a-protected-title",
    page="""
A title that is protected shall be withdrawn or deleted.

Whoever protected it wanted two changes to be needed before it goes, so that no slip takes it off sale.

Take the removal out. To lift the protection, remove `protect` in a change of its own first.

Source: a rule of pvsync; docs/reference/catalog.md, `protect`.
""",
    bad=movie(_NOW, keys=f"protect: true\n{_WITHDRAWN}"),
    good=movie(_NOW, keys="protect: true\n"),
)
REMOVAL_OF_OBSERVED = Code(
    "PV143",
    "removal-of-an-observed-title",
    page="""
A title that is only observed shall be withdrawn or deleted.

pvsync compares it and never writes it, so the removal would never be carried out.

Remove `manage: observe` first, or take the removal out.

Source: a rule of pvsync; docs/reference/catalog.md, `manage`.
""",
    bad=movie(_NOW, keys=f"manage: observe\n{_WITHDRAWN}"),
    good=movie(_NOW, keys=_WITHDRAWN),
)
REMOVAL_OF_NOTHING = Code(
    "PV144",
    "removal-without-scopes",
    page="""
A title shall go, and nothing says where.

Which scopes are withdrawn follows from its avails. Without them nothing would be sent, and the title would stay on sale.

Keep the avails that it had, or name each scope under `removed`.

Source: docs/reference/catalog.md, `state` and `removed`.
""",
    bad="kind: movie\nalid: HEATHAZE-2024\ntitle: Heat Haze\nstate: withdrawn\navails: []\n",
    good=movie(_NOW, keys=_WITHDRAWN),
)

"""Findings of deals that do nothing: nobody uses them, or every key of them is given again."""

from pvsync.catalog.codes.examples import PRICE, SALE, movie
from pvsync.diagnostics import Code, Severity

_FREE = SALE.replace("EST", "FVOD")
_DEAL = f"---\nkind: deal\nname: free-with-ads\navails:\n  - {{{_FREE}}}\n"

DEAL_UNUSED = Code(
    "PV138",
    "unused-deal",
    Severity.WARNING,
    page="""
A deal is written, and nothing in this catalog uses it.

Nothing of it is offered. Either the titles that it was meant for are offered otherwise, or not at all.

Write `use:` with its name in the avails of its titles, or delete the deal. It is not looked at while a file of the
catalog cannot be read.

Source: a rule of pvsync; docs/reference/catalog.md, deals.
""",
    bad=movie(f"{SALE}, {PRICE}") + _DEAL,
    good=movie("use: free-with-ads") + _DEAL,
)
DEAL_SHADOWED = Code(
    "PV139",
    "shadowed-deal",
    Severity.NOTICE,
    page="""
An avail uses a deal, and gives every key of the deal anew.

The deal looks like the place where its rights are written, and a change of it would change nothing here.

Remove `use`, or the keys that should come from the deal.

Source: a rule of pvsync; docs/reference/catalog.md, deals: a key that is given replaces that key whole.
""",
    bad=movie(f"use: free-with-ads, {_FREE}") + _DEAL,
    good=movie("use: free-with-ads, end: 2029-12-31") + _DEAL,
)

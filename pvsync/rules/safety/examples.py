"""Catalogs for the pages of guards: what is live and what git said before, then what git says."""

SECOND = """
---
kind: movie
alid: COLDFRONT-2022
title: Cold Front
avails:
  - {license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: 2030-12-31, wsp: 6.99 USD, srp: 9.99 USD}
"""
"""A title that stays as it is."""


HERE = "applied from a commit of this branch"
ELSEWHERE = "applied from a commit that this branch does not hold"
ENDED = "withdrawn by the last run"


def movie(*, keys: str = "", end: str = "2030-12-31", wsp: str = "6.99", srp: str = "9.99") -> str:
    """A movie that is open in the US.

    Args:
        keys: More of its own keys, each with its line end.
        end: Its last day.
        wsp: Wholesale price.
        srp: Retail price.
    """
    return f"""
kind: movie
alid: HEATHAZE-2024
title: Heat Haze
{keys}avails:
  - {{license: EST, territories: [US], formats: [HD], start: 2026-01-15, end: {end}, wsp: {wsp} USD, srp: {srp} USD}}
"""


def with_guards(guards: str, live: str, catalog: str, *, was: str = "") -> str:
    """An example: the thresholds of its estate, what is live, and the catalog.

    Args:
        guards: Keys below `guards:`, empty for none.
        live: The catalog that was applied before.
        catalog: The catalog that is planned.
        was: What the last run did there (`HERE`, `ELSEWHERE`, `ENDED`); empty where no run has left a receipt.
    """
    config = "licensor: acme\n" + (f"guards:\n  {guards}\n" if guards else "")
    how = f": {was}" if was else ""
    return f"{config}# live{how}\n{live.strip()}\n# catalog\n{catalog.strip()}\n"

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


def with_guards(guards: str, live: str, catalog: str) -> str:
    """An example: the thresholds of its estate, what is live, and the catalog.

    Args:
        guards: Keys below `guards:`, empty for none.
        live: The catalog that was applied before.
        catalog: The catalog that is planned.
    """
    config = "licensor: acme\n" + (f"guards:\n  {guards}\n" if guards else "")
    return f"{config}# live\n{live.strip()}\n# catalog\n{catalog.strip()}\n"

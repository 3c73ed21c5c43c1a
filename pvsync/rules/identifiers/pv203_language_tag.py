"""A language is not written as the standards for films write it.

A tag of BCP 47 is made of registered parts, the language in its shortest code: `en` and not `eng`, `fr-CA` and not
`fr-xx`. A tag outside of that may be taken for no language at all, and then a holdback holds nothing back.

Write the tag that the hint names. For a language without a country, leave the country out; for Latin America, write
`es-419`.

Source: BCP 47 (RFC 5646, 2.2.1 and 4.5) with the IANA registry of subtags; MovieLabs' list of languages, which refuses
codes with a shorter equal and regions for private use (our page on identifiers). A warning, since Prime Video's own
list of languages is not public.
"""

import re
from collections.abc import Iterator
from functools import cache

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.transaction import Language, Transaction
from pvsync.model.zones import EASTERN_MOST
from pvsync.rules.rule import Remark, Rule, Setting

_LONG = 3
_SHORT = 2
_RETIRED = {"in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro"}
_PRIVATE_LANGUAGE = re.compile(r"q[a-t][a-z]|x")
_COUNTRIES = frozenset({*EASTERN_MOST, "BV", "HM"})  # two that nobody lives in have no zone


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each tag that is unknown, private or longer than it need be."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            for path, language in _languages(transaction):
                found = _judge(language.tag)
                if found is not None:
                    yield Remark(title.places.transaction(avail.scope, row, path), *found)


def _languages(transaction: Transaction) -> Iterator[tuple[str, Language]]:
    if not (transaction.asset_languages or transaction.allowed_languages or transaction.holdback_languages):
        return
    lists = (
        ("asset", transaction.asset_languages),
        ("allowed", transaction.allowed_languages),
        ("holdback", transaction.holdback_languages),
    )
    for name, languages in lists:
        for index, language in enumerate(languages):
            yield f"languages.{name}.{index}", language


@cache
def _judge(tag: str) -> tuple[str, str] | None:
    """Message and hint for a tag; None where nothing is wrong with it."""
    import langcodes  # noqa: PLC0415 - a catalog without languages need not load the registry

    first, *rest = tag.split("-")
    language = first.lower()
    if _PRIVATE_LANGUAGE.fullmatch(language):
        return (
            f"`{tag}` is a language for private use, which nobody else knows",
            "write a registered tag: `en-US`",
        )
    if not langcodes.tag_is_valid(tag):
        return f"`{tag}` names no registered language", "write it as in BCP 47: `en-US`, `es-419`, `zh-Hant`"
    shorter = _RETIRED.get(language) or _shorter(language)
    if shorter is not None:
        return (
            f"`{tag}` names its language by a code that is not in use",
            f"write `{'-'.join((shorter, *rest))}`",
        )
    region = _region(rest)
    if region and region not in _COUNTRIES:
        return f"`{region}` in `{tag}` is no country", f"name a country of ISO 3166, or write `{first}` alone"
    return None


def _region(parts: list[str]) -> str:
    """The country among what follows the language, empty where there is none; after a single letter stands none."""
    for part in parts:
        if len(part) == 1:
            break
        if len(part) == _SHORT:
            return part.upper()
    return ""


def _shorter(language: str) -> str | None:
    """The code of two letters for the same language, None where there is none (ISO 639-1 beside 639-2)."""
    import langcodes  # noqa: PLC0415 - see _judge

    if len(language) != _LONG:
        return None
    short = langcodes.standardize_tag(language)
    if len(short) != _SHORT:
        return None
    known = langcodes.Language.get(short)
    same = {known.to_alpha3(variant="T"), known.to_alpha3(variant="B")}
    return short if language in same else None


RULE = Rule(
    code="PV203",
    name="language-tag",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: FVOD
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2026-04-01
    languages: {holdback: [eng, fr-xx]}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: FVOD
    territories: [FR]
    formats: [HD]
    start: 2026-03-01
    end: 2026-04-01
    languages: {holdback: [en, fr-CA]}
""",
)

"""A subscription paid by hours watched names no language of its territory.

A title under contract `CPH` needs audio or captions in a local language of each territory where it is published. This
avail lists the languages delivered, and none of them is the main language of the territory or written for it.

Add the local language to `languages: {asset: ...}` once it is delivered, or leave the territory out until then. Where
another of its languages is delivered, write it with the territory: `fr-CH` counts for CH.

Source: Prime Video help, topic GPBWXGP2TLBM2CGC (our page on validation rules, A24). A notice: the documents do not
list the languages of a territory, so the most likely one is taken from Unicode's likely subtags, and an avail without
a list of languages is not judged.
"""

from collections.abc import Iterator
from functools import cache

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.licence import Contract
from pvsync.model.transaction import Transaction
from pvsync.rules.rule import Remark, Rule, Setting

_PARTS = {"nb": "no", "nn": "no", "yue": "zh"}  # ISO 639-3 macrolanguages that CLDR keeps apart


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on each such transaction that is not over."""
    for avail in title.avails:
        for row, transaction in enumerate(avail.transactions):
            if transaction.contract != Contract.CPH or not transaction.asset_languages:
                continue
            if _is_local(transaction) or transaction.window.is_over(setting.as_of):
                continue
            tags = ", ".join(dict.fromkeys(language.tag for language in transaction.asset_languages))
            yield Remark(
                title.places.transaction(avail.scope, row, "languages.asset.0"),
                f"none of {tags} is the language of {transaction.territory}, where `CPH` asks for a local one",
                f"add the local language once it is delivered, or leave {transaction.territory} out until then",
            )


def _is_local(transaction: Transaction) -> bool:
    """Whether a delivered language is the territory's main one, or written for the territory."""
    local = _main_language(transaction.territory)
    for language in transaction.asset_languages:
        first, *rest = language.tag.split("-")
        if _whole(first) == local or transaction.territory in (part.upper() for part in rest):
            return True
    return not local


@cache
def _main_language(territory: str) -> str:
    """The language most likely in a territory, empty where nobody says."""
    import langcodes  # noqa: PLC0415 - a catalog without languages need not load the registry

    likely = langcodes.Language.get(f"und-{territory}").maximize().language
    return _whole(likely) if likely else ""


@cache
def _whole(language: str) -> str:
    """A language by the code of what it is a part of: Norwegian for Bokmål, Chinese for Mandarin."""
    import langcodes  # noqa: PLC0415 - see _main_language

    known = langcodes.tag_is_valid(language)
    tag = langcodes.standardize_tag(language, macro=True) if known else language
    return _PARTS.get(tag, tag)


RULE = Rule(
    code="PV343",
    name="no-local-language",
    severity=Severity.NOTICE,
    reasons=("A24",),
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: SVOD
    channel: prime
    contract: CPH
    category: sub
    territories: [FR, JP]
    formats: [HD]
    start: 2026-03-01
    end: 2027-03-31
    languages: {asset: [en-US, fr-FR]}
""",
    good="""
kind: movie
alid: HEAT
title: Heat
avails:
  - license: SVOD
    channel: prime
    contract: CPH
    category: sub
    territories: [FR, JP]
    formats: [HD]
    start: 2026-03-01
    end: 2027-03-31
    languages: {asset: [en-US, fr-FR, {tag: ja, asset: subtitle}]}
""",
)

"""The studios' credit is more than one line for a language and country.

Prime Video shows one credit line to a customer, by language and country. A credit with a line break in it, or a second
one for the same language and country, has no place to be shown.

Write the credit on one line; give each of several lines a language or countries of its own.

Source: Content bundles, MEC fields of movie collections, CompanyDisplayCredit: only one line of up to 250 characters is
supported for a language or territory.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.metadata import Credit
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on line breaks, and on the second credit for a language and country."""
    if title.unsent.metadata is None:
        return
    seen: dict[tuple[str, str], int] = {}
    for number, credit in enumerate(title.unsent.metadata.credits):
        place = title.places.title(f"metadata.credits.{number}.text")
        lines = len(credit.text.splitlines())
        if lines > 1:
            yield Remark(
                place, f"the credit has {lines} lines; Prime Video takes one", "write it on one line"
            )
        taken = next((key for key in _where(credit) if key in seen), None)
        if taken is not None:
            first = Related(
                "the first one is here", title.places.title(f"metadata.credits.{seen[taken]}.text")
            )
            yield Remark(
                place,
                f"this is the second credit for {_said(credit.language, taken[1])}; Prime Video takes one",
                "join them on one line, or give each its own `language` or `countries`",
                (first,),
            )
        seen |= {key: number for key in _where(credit) if key not in seen}


def _where(credit: Credit) -> list[tuple[str, str]]:
    return [(credit.language.casefold(), country) for country in credit.countries or ("",)]


def _said(language: str, country: str) -> str:
    return f"{language or 'all languages'} in {country or 'all countries'}"


RULE = Rule(
    code="PV804",
    name="credit-not-one-line",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(
        (
            "    - {text: 2026 Acme Pictures}\n",
            "    - {text: 2026 Acme Pictures}\n    - {text: 2026 Acme Films}\n",
        )
    ),
    good=EXAMPLE,
    reasons=("mec-CompanyDisplayCredit",),
)

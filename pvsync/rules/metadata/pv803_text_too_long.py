"""A title, a summary or a credit line of a collection is longer than Prime Video takes.

Prime Video's limits are shorter than the names of the fields say: 150 characters for the summary that is called 190,
35 for the title that is called 60. The others are 250 for the title, 19 for the shortest one, 400 and 4,000 for the
longer summaries, and 250 for a credit line.

Shorten the text. Every character counts, blanks and punctuation too. What the notes of the documents say about series
names and seasons in the title of 60 concerns seasons; a collection has no such names to leave out.

Source: Content bundles, MEC fields of movie collections: TitleDisplayUnlimited, TitleDisplay19, TitleDisplay60,
Summary190, Summary400, Summary4000, CompanyDisplayCredit.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.rule import Remark, Rule, Setting

_LIMITS = (
    ("title", 250),
    ("title_19", 19),
    ("title_60", 35),
    ("summary_190", 150),
    ("summary_400", 400),
    ("summary_4000", 4000),
)
_CREDIT = 250


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each text above its limit."""
    metadata = title.unsent.metadata
    if metadata is None:
        return
    for number, block in enumerate(metadata.localized):
        for key, most in _LIMITS:
            length = len(getattr(block, key))
            if length > most:
                yield _too_long(
                    title,
                    f"metadata.localized.{number}.{key}",
                    f"`{key}` in `{block.language}`",
                    length,
                    most,
                )
    for number, credit in enumerate(metadata.credits):
        if len(credit.text) > _CREDIT:
            yield _too_long(
                title, f"metadata.credits.{number}.text", "the credit line", len(credit.text), _CREDIT
            )


def _too_long(title: DesiredTitle, path: str, what: str, length: int, most: int) -> Remark:
    over = "1 character" if length - most == 1 else f"{length - most:,} characters"
    return Remark(
        title.places.title(path),
        f"{what} has {length:,} characters; Prime Video takes {most:,}",
        f"shorten it by {over}",
    )


RULE = Rule(
    code="PV803",
    name="metadata-text-too-long",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(
        ("      summary_190: ", "      title_60: The Weather Collection of Long Years\n      summary_190: ")
    ),
    good=EXAMPLE,
    reasons=(
        "mec-TitleDisplayUnlimited",
        "mec-TitleDisplay19",
        "mec-TitleDisplay60",
        "mec-Summary190",
        "mec-Summary400",
        "mec-Summary4000",
        "mec-CompanyDisplayCredit",
    ),
)

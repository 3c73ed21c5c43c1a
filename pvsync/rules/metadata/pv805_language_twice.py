"""A collection has two blocks for one language.

What customers of a language read comes from one block. With two, the documents do not say which one holds; the
one that is read last most likely overwrites the other.

Join the two, or correct the language of one of them. Letter case makes no difference in a language tag.

Source: Prime Video help topic GJ93D9MXXUNLQFJ6: the latest submission of a language overwrites; RFC 5646, section
2.1.1, on letter case.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each block whose language another block before it has."""
    if title.unsent.metadata is None:
        return
    seen: dict[str, int] = {}
    for number, block in enumerate(title.unsent.metadata.localized):
        first = seen.setdefault(block.language.casefold(), number)
        if first != number:
            other = title.places.title(f"metadata.localized.{first}.language")
            yield Remark(
                title.places.title(f"metadata.localized.{number}.language"),
                f"the language `{block.language}` has two blocks; customers see one",
                "join the two blocks, or correct one of the languages",
                (Related("the first one is here", other),),
            )


RULE = Rule(
    code="PV805",
    name="metadata-language-twice",
    severity=Severity.WARNING,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(
        (
            "  localized:\n",
            "  localized:\n    - {language: en-us, title: Weather, summary_190: Two films., summary_400: Two films.}\n",
        )
    ),
    good=EXAMPLE,
    reasons=("mec-LocalizedInfo",),
)

"""The name of a person is in a language that the collection has no block for.

A name without a language counts as one in the original language. One in a language in which the metadata file has no
block is not shown.

Give the name the language of one of the blocks, or state `original_language`. The region of a language is not looked
at here: a name in `en` goes with a block in `en-US`.

Source: Content bundles, MEC fields of movie collections, People, DisplayName.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import changed
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each name that no customer would read."""
    metadata = title.unsent.metadata
    if metadata is None or not metadata.people:
        return
    shown = {_primary(block.language) for block in metadata.localized}
    for number, person in enumerate(metadata.people):
        for index, name in enumerate(person.names):
            language = name.language or metadata.original_language
            if _primary(language) in shown:
                continue
            place = title.places.title(f"metadata.people.{number}.name.{index}.text")
            if language:
                said = f"the name `{name.text}` is in `{language}`, which has no block: it is not shown"
                yield Remark(
                    place, said, f"add a block for `{language}`, or the name in a language of a block"
                )
            else:
                said = f"the name `{name.text}` has no language, and the collection no `original_language`"
                yield Remark(place, said, "add `original_language`, or a `language` to the name")


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()


_LOCALIZED = "  localized:\n"
_NAMED = "  people:\n    - name: [{text: Ada Example, language: LANGUAGE}]\n      jobs: [Director]\n"

RULE = Rule(
    code="PV812",
    name="name-not-shown",
    severity=Severity.NOTICE,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed((_LOCALIZED, _NAMED.replace("LANGUAGE", "fr-FR") + _LOCALIZED)),
    good=changed((_LOCALIZED, _NAMED.replace("LANGUAGE", "en-US") + _LOCALIZED)),
    reasons=("mec-People",),
)

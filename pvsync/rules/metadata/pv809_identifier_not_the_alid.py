"""The id in a collection's metadata file is not the one that it is offered under.

Prime Video joins the metadata file with the offer by its id. Exactly one of the ids must be of the namespace `EIDR` or
`ORG`, and it must be equal to the ALID and to the alternative id (the ALID, unless `alt_id` says otherwise). It is the
bare id: `manchester`, not `md:contentid:org:acme:manchester`.

Write the ALID as `ORG`, and move the EIDR of the title to its `eidr`. Ids of `ISAN` and `IMDB` may stand beside it.

Source: Content bundles, MEC fields of movie collections, AltIdentifier, Namespace and Identifier.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Related, Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.metadata import Identifier
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.rule import Remark, Rule, Setting

_OWN = ("EIDR", "ORG")


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on ids that are addresses, on none or several that could be the ALID, and on one that is not."""
    metadata = title.unsent.metadata
    if metadata is None:
        return
    for number, identifier in enumerate(metadata.identifiers):
        if _bare(identifier.id) != identifier.id:
            yield Remark(
                title.places.title(f"metadata.identifiers.{number}.id"),
                f"`{identifier.id}` is an address; the metadata file takes the bare id",
                f"write `{_bare(identifier.id)}`",
            )
    own = [(number, one) for number, one in enumerate(metadata.identifiers) if one.namespace in _OWN]
    if not own:
        yield Remark(
            title.places.title("metadata.identifiers"),
            "the collection has no id of `EIDR` or `ORG`; its metadata file needs exactly one",
            f"add `identifiers: [{{namespace: ORG, id: {_bare(title.title.alid)}}}]`",
        )
    first = [
        Related("the first one is here", title.places.title(f"metadata.identifiers.{own[0][0]}.namespace"))
        for _ in own[1:2]
    ]
    for number, identifier in own[1:]:
        yield Remark(
            title.places.title(f"metadata.identifiers.{number}.namespace"),
            f"`{identifier.namespace}` is the second id of `EIDR` or `ORG`; the metadata file takes exactly one",
            "keep the one that is equal to the ALID",
            tuple(first),
        )
    if len(own) == 1:
        yield from _judge(title, *own[0])


def _judge(title: DesiredTitle, number: int, identifier: Identifier) -> Iterator[Remark]:
    """Remark on the one id, where it is not what the collection is offered under."""
    alid, alt_id = title.title.alid, title.unsent.alt_id or title.title.alid
    key, wanted = next(
        ((key, one) for key, one in (("alid", alid), ("alt_id", alt_id)) if not _is_same(identifier.id, one)),
        ("", ""),
    )
    if key:
        yield Remark(
            title.places.title(f"metadata.identifiers.{number}.id"),
            f"the id in the metadata file is `{identifier.id}`, `{key}` is `{wanted}`; they must be equal",
            "write both alike" if alid != alt_id else f"write `{_bare(wanted)}`",
            (Related(f"`{key}` is here", title.places.title(key)),),
        )


def _is_same(identifier: str, other: str) -> bool:
    return _bare(identifier).removeprefix("10.5240/") == _bare(other).removeprefix("10.5240/")


def _bare(identifier: str) -> str:
    is_address = identifier.casefold().startswith(("md:", "urn:"))
    return identifier.rpartition(":")[2] if is_address else identifier


RULE = Rule(
    code="PV809",
    name="identifier-not-the-alid",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("{namespace: ORG, id: WEATHER}", "{namespace: ORG, id: WEATHER-2026}")),
    good=EXAMPLE,
    reasons=("mec-AltIdentifier",),
)

r"""A value of a collection's metadata has no way of being written in the metadata file.

The metadata file is XML, and MovieLabs' schema says what each of its elements may hold. What says where a list or an id
is found is an address, such as `https://example.com/genres`; the id of a metadata file must not read like an address
with a wrong beginning (`1:2`). A reason for no rating, or a word on adults, has its place beside a rating or
`not_rated: true` only. People have a job and a name. And some control characters have no place in XML at all.

Write the value as the message says, or remove it.

Source: MEC 2.6 and Common Metadata 2.6 (`ContentRating-type`, `BasicMetadataPeople-type`, `PersonName-type`, xs:anyURI);
XML 1.0, 2.2.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.model.metadata import Metadata
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.rule import Remark, Rule, Setting

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHARACTERS = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_WEB = rf"https?://[A-Za-z0-9.-]+(?::\d{{1,5}})?(?:[/?]{_CHARACTERS}*)?(?:#{_CHARACTERS}*)?"
_OTHER = rf"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:(?!/){_CHARACTERS}+"
_ADDRESS = re.compile(f"{_WEB}|{_OTHER}", re.ASCII)
_ID = re.compile(r"[^:]*|[A-Za-z][A-Za-z0-9+.-]*:.*", re.ASCII)
_KEYS = {"names": "name", "sort_names": "sort_name", "function": "job"}
"""What the catalog calls a value otherwise than the model."""


def check(title: DesiredTitle, _setting: Setting) -> Iterator[Remark]:
    """Remark on each value that the file cannot hold."""
    metadata = title.unsent.metadata
    if metadata is None:
        return
    for path, text in _texts(metadata, "metadata"):
        found = _NOT_XML.search(text)
        if found is not None:
            yield Remark(
                title.places.title(path),
                f"the text has the control character U+{ord(found[0]):04X}, which XML cannot hold",
                "remove it; it came along when the text was copied",
            )
    yield from _addresses(title, metadata)
    yield from _ratings(title, metadata)
    yield from _people(title, metadata)


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, f"{path}.{number}")
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name), f"{path}.{_KEYS.get(one.name, one.name)}")


def _addresses(title: DesiredTitle, metadata: Metadata) -> Iterator[Remark]:
    content_id = title.title.content_id
    if _ID.fullmatch(content_id) is None:
        key = "alid" if content_id == title.title.alid else "content_id"
        yield Remark(
            title.places.title(key),
            f"`{content_id}` cannot be the id of a metadata file: what stands before its `:` should begin with a letter",
            "give the title a `content_id` without `:`, such as the ALID with `_` in its place",
        )
    for path, text in _texts(metadata, "metadata"):
        if path.endswith((".location", ".source")) and text and _ADDRESS.fullmatch(text) is None:
            yield Remark(
                title.places.title(path),
                f"`{text}` is not an address",
                "write it whole, without blanks: `https://example.com/genres`",
            )


def _ratings(title: DesiredTitle, metadata: Metadata) -> Iterator[Remark]:
    if metadata.is_adult is not None and not metadata.ratings and not metadata.not_rated:
        yield Remark(
            title.places.title("metadata.is_adult"),
            "`is_adult` stands beside no rating; the metadata file has a place for it beside one only",
            "add `ratings`, or `not_rated: true` where no country has rated it",
        )
    if metadata.not_rated_because and not metadata.not_rated:
        yield Remark(
            title.places.title("metadata.not_rated_because"),
            "`not_rated_because` gives a reason for what is not said",
            "add `not_rated: true`, or remove the reason",
        )


def _people(title: DesiredTitle, metadata: Metadata) -> Iterator[Remark]:
    for number, person in enumerate(metadata.people):
        for key, values in (("jobs", person.jobs), ("name", person.names)):
            if not values:
                yield Remark(
                    title.places.title(f"metadata.people.{number}.{key}"),
                    f"`{key}` is an empty list; the metadata file wants one at least",
                    "add it, or remove the person",
                )


RULE = Rule(
    code="PV821",
    name="metadata-not-writable",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(
        (
            "  credits:\n",
            "  is_adult: false\n  not_rated_because: new\n  credits:\n",
        )
    ),
    good=EXAMPLE,
    reasons=("mec-RatingSet", "mec-People"),
)

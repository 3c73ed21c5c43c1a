"""Titles that stand by themselves: movies, shorts, collections, trailers and bonus material."""

from collections.abc import Iterator

from pvsync.formats.ema.plain import Document, Draft
from pvsync.formats.live import codes
from pvsync.formats.live.notes import Note, subject_of
from pvsync.formats.live.title import LiveTitle, own_content_id
from pvsync.formats.live.words import Words
from pvsync.model.licence import WorkType
from pvsync.model.titles import Collection, Movie, Supplemental

SINGLE = (Movie, Collection, Supplemental)
"""Titles that need no other to be written down."""


def single(title: LiveTitle, words: Words) -> Draft:
    """The file of one title."""
    found = title.title
    document: Document = {"kind": "movie"}
    folder = "movies"
    match found:
        case Movie(work_type=WorkType.SHORT):
            document["work_type"] = "Short"
        case Collection():
            document["kind"], folder = "collection", "collections"
        case Supplemental():
            document["kind"], folder = "supplemental", "extras"
        case _:
            pass
    document |= {"alid": title.alid, **own_content_id(found.content_id, title.alid)}
    if isinstance(found, Supplemental):
        document |= {"of": title.listed.of} if title.listed.of else {}
        document["type"] = str(found.work_type)
    if found.title:
        document["title"] = found.title
    document |= title.owner(words.licensor)
    if isinstance(found, Collection):
        document |= {"members": list(found.members)} if found.members else {}
    document |= words.discount(title) | words.observed() | words.avails(title)
    return Draft(folder, found.title or title.alid, title.alid, document)


def notes_of(title: LiveTitle, draft: Draft) -> Iterator[Note]:
    """What live does not tell of a title."""
    subject = subject_of(draft.folder, draft.name, draft.identity)
    found = title.title
    if not found.title:
        yield untitled(title.alid, subject)
    if isinstance(found, Supplemental) and not title.listed.of:
        message = f"live does not tell which title the {found.work_type} {title.alid} belongs to"
        yield Note(codes.NOT_TOLD, subject, message, "write `of:` and the ALID of that title")
    if isinstance(found, Collection) and not found.members:
        message = f"live does not tell which movies are in the collection {title.alid}"
        yield Note(
            codes.NOT_TOLD, subject, message, "write `members:` and their ALIDs, as they were delivered"
        )


def untitled(alid: str, subject: str) -> Note:
    """That live has a title by its id only."""
    message = f"live does not tell what {alid} is called"
    return Note(codes.NOT_TOLD, subject, message, "write `title:` and its internal title")

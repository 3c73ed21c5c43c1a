"""A movie or a short."""

from dataclasses import dataclass

from pvsync.model.licence import WorkType


@dataclass(frozen=True, slots=True)
class Movie:
    """A title that stands by itself.

    Args:
        alid: What is offered.
        content_id: Metadata id; the ALID unless stated.
        title: Internal title.
        work_type: `movie` or `short`.
    """

    alid: str
    content_id: str
    title: str
    work_type: WorkType = WorkType.MOVIE

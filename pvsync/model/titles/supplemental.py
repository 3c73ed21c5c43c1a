"""A trailer or a bonus of another title."""

from dataclasses import dataclass

from pvsync.model.licence import WorkType


@dataclass(frozen=True, slots=True)
class Supplemental:
    """Something beside a title, with an offer of its own (validation-rules A20).

    Args:
        alid: What is offered.
        content_id: Metadata id; the ALID unless stated.
        title: Internal title.
        work_type: `trailer` or `bonus`.
        of: ALID of the title that it belongs to. The mapping has no place for it, so it is never sent and is
            empty where the title was read from live.
    """

    alid: str
    content_id: str
    title: str
    work_type: WorkType
    of: str = ""

"""What one full extract replaces, and the characters that an ALID may have."""

import re
from dataclasses import dataclass

from pvsync.model.licence import BusinessLine
from pvsync.model.made_often import made_often

_ALID = re.compile(r"[A-Za-z0-9._:@-]{1,255}")


def is_alid(text: str) -> bool:
    """Whether a text can be an ALID: 1 to 255 of `A-Z a-z 0-9 . _ : @ -`, and neither `.` nor `..`."""
    return _ALID.fullmatch(text) is not None and text not in {".", ".."}


@made_often
@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """The unit of reading, writing, locking and counting.

    Args:
        alid: The partner's id of what is offered.
        territory: ISO 3166-1 alpha-2.
        business_line: Derived from licence type and channel.
    """

    alid: str
    territory: str
    business_line: BusinessLine

    def __str__(self) -> str:
        return f"{self.alid} {self.territory} {self.business_line}"

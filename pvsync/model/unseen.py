"""Characters that cannot be seen: two texts that look the same are not the same where one holds them."""

import re

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Control characters, ends of lines, soft hyphens, and what has no width or turns the direction of writing."""


def unseen_name(character: str) -> str:
    """How a message calls such a character."""
    return f"the unseen character U+{ord(character):04X}"

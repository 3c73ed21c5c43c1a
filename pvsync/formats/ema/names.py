"""Names of files: words of the title, told apart by the ALID where two titles have the same."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from pvsync.formats.ema.plain import Draft

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def slug(text: str) -> str:
    """`the-first-dance`: small letters, digits and hyphens; empty where a text has none of them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return _OTHER.sub("-", plain).strip("-")[:_LONGEST].rstrip("-")


def named(drafts: Iterable[Draft]) -> Iterator[tuple[str, Draft]]:
    """Each file with its path below the catalog; no two are the same, and each stays the same next time."""
    listed = list(drafts)
    wanted = [f"{draft.folder}/{slug(draft.name) or slug(draft.identity) or 'title'}" for draft in listed]
    counted = Counter(wanted)
    taken: set[str] = set()
    for path, draft in zip(wanted, listed, strict=True):
        name = path if counted[path] == 1 else f"{path}-{slug(draft.identity)}"
        number, free = 2, name
        while free in taken:
            number, free = number + 1, f"{name}-{number}"
        taken.add(free)
        yield f"{free}.yaml", draft

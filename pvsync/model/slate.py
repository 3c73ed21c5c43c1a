"""What Slate shows to its user: accounts, and below them groups, businesses, datasets and their files."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SlateEntry:
    """An account, a group, a business or a dataset.

    Args:
        kind: Which of these, in a word.
        id: Its id, as the configuration takes it.
        name: What people call it.
        below: What it holds.
    """

    kind: str
    id: str
    name: str
    below: tuple["SlateEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class SlateFile:
    """A file of a dataset.

    Args:
        dataset: The dataset.
        name: Its name.
        published: When it came out, None where the listing does not tell.
    """

    dataset: str
    name: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class SlateShown:
    """All of it.

    Args:
        accounts: The accounts.
        since: From when on files are listed, None where files were not asked for.
        files: The files, oldest first for each dataset.
    """

    accounts: tuple[SlateEntry, ...]
    since: datetime | None = None
    files: tuple[SlateFile, ...] = ()

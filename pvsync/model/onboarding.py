"""What a partner asks Prime Video for, and what came of asking."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

SUPPORT = "pv-partner-apis-support@amazon.com"
"""Where requests and revocations go (source 001, step 2 and the section on revocation)."""


class Access(StrEnum):
    """What a key may do, in the words of the request mail (source 001, step 2)."""

    READ_WRITE = "Avails-Read,Avails-Write"
    READ = "Avails-Read"
    WRITE = "Avails-Write"


@dataclass(frozen=True, slots=True)
class SigningFiles:
    """A key and its signing request, as they stand on this machine.

    Args:
        key: The private key; absolute.
        request: The signing request; absolute.
        subject: Whom the request is for.
        is_new_key: Whether the key was made just now.
        remarks: What is worth knowing, in sentences.
    """

    key: Path
    request: Path
    subject: str
    is_new_key: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that a person looks through and sends.

    Args:
        to: Whom it goes to.
        subject: Its subject.
        attachments: Files that go with it; none of them is secret.
        text: What it says.
    """

    to: str
    subject: str
    attachments: tuple[str, ...]
    text: str

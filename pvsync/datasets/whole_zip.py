"""Whether a zip is whole: its directory is there, and every member's bytes are what its checksum says."""

import zipfile
import zlib
from pathlib import Path

_CHUNK = 1024 * 1024
_MOST_MEMBERS = 1000
_LARGEST_CONTENT = 64 * 1024 * 1024 * 1024
"""Bytes that a zip may unpack to: two hundred times the largest that the documents know."""

_ENCRYPTED = 0x1


def fault_of(path: Path) -> str | None:
    """Why a file is no whole zip, in a few words; None where it is one. Reads bit by bit."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if not members or len(members) > _MOST_MEMBERS:
                return f"it holds {len(members)} files"
            if sum(member.file_size for member in members) > _LARGEST_CONTENT:
                return "it unpacks to more than any file that is expected"
            return next((why for member in members if (why := _fault(archive, member))), None)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        return "it is no zip, or a part of one"


def _fault(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str | None:
    if member.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    with archive.open(member) as stream:
        # Reading to the end is what compares the checksum.
        while stream.read(_CHUNK):
            pass
    return None

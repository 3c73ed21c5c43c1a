"""What `pvsync drift --write` did, for machines."""

from pvsync.diagnostics import Finding
from pvsync.model.adopted import Adopted

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""


def adopted_json(adopted: Adopted) -> dict[str, object]:
    """Everything that is known of it, as values of JSON."""
    return {
        "format_version": FORMAT_VERSION,
        "written": adopted.is_written,
        "files": list(adopted.files),
        "done": [
            {"alid": one.alid, "what": one.what, "value": one.value or None, "deal": one.deal or None}
            for one in adopted.done
        ],
        "left": [_finding(finding) for finding in adopted.left],
        "errors": [_finding(finding) for finding in adopted.broken],
        "deals": {deal: list(users) for deal, users in sorted(adopted.users.items())},
        "others": list(adopted.others),
        "diff": adopted.diff,
    }


def _finding(finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "code": finding.code,
        "message": finding.message,
        "hint": finding.hint,
        "file": None if place is None else place.file,
        "line": None if place is None else place.line,
    }

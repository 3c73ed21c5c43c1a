"""A pull of datasets as JSON."""

from datetime import datetime

from pvsync.model.datasets import Pulled, Standing

FORMAT_VERSION = "1"


def pulled_json(pulled: Pulled) -> dict[str, object]:
    """What a pull did."""
    return {
        "format_version": FORMAT_VERSION,
        "now": _instant(pulled.now),
        "files": pulled.files,
        "rows": pulled.rows,
        "datasets": [_standing(standing) for standing in pulled.standings],
        "remarks": [
            {
                "dataset": remark.dataset,
                "severity": remark.severity.value,
                "message": remark.message,
                "hint": remark.hint,
            }
            for remark in pulled.remarks
        ],
    }


def _standing(standing: Standing) -> dict[str, object]:
    return {
        "dataset": standing.dataset,
        "files": standing.files,
        "rows": standing.rows,
        "newest_file": _instant(standing.newest_file),
        "newest_row": _instant(standing.newest_row),
        "looked": _instant(standing.looked),
        "behind": standing.behind,
    }


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat().replace("+00:00", "Z")

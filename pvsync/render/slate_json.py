"""What Slate shows, for machines; addresses of files are no part of it."""

from pvsync.model.slate import SlateEntry, SlateShown

FORMAT_VERSION = "1"
"""Version of the format; a reader refuses a higher one."""

_PLURALS = {"group": "groups", "business": "businesses", "dataset": "datasets"}


def slate_json(shown: SlateShown) -> dict[str, object]:
    """Everything that `pvsync datasets list` knows, as values of JSON."""
    files = [
        {
            "dataset": file.dataset,
            "name": file.name,
            "published": None if file.published is None else file.published.isoformat(),
        }
        for file in shown.files
    ]
    return {
        "format_version": FORMAT_VERSION,
        "accounts": [_entry(entry) for entry in shown.accounts],
        **({} if shown.since is None else {"since": shown.since.isoformat(), "files": files}),
    }


def _entry(entry: SlateEntry) -> dict[str, object]:
    own: dict[str, object] = {"id": entry.id, "name": entry.name}
    if entry.below:
        own[_PLURALS[entry.below[0].kind]] = [_entry(one) for one in entry.below]
    return own

"""Notes on commits: what each run carried to which environment, beside the commit and never in it."""

from collections.abc import Iterator
from datetime import datetime

from pvsync.errors import RemoteUnreachable
from pvsync.history.note_lines import Nothing, ReadReceipt, Said, Started, read_line, run_of
from pvsync.history.remote import Remote
from pvsync.history.repository import Repository
from pvsync.model.outcome import Receipt
from pvsync.model.trail import Entry, Trail

NOTES = "refs/notes/pvsync"
"""The trail that machines share."""

OWN_NOTES = "refs/notes/pvsync-local"
"""The trail of this machine's emulator; it never leaves the machine."""

_FETCHED = "refs/pvsync/fetched-notes"
_ATTEMPTS = 5


class Notes:
    """The notes under one ref; a note is a sorted list of lines.

    Args:
        repository: The repository.
        ref: The ref, `NOTES` or `OWN_NOTES`.
    """

    def __init__(self, repository: Repository, ref: str) -> None:
        self._repository = repository
        self._ref = ref

    def put(self, commit: str, line: str) -> None:
        """Write a line into the note on a commit; what the same run said there before goes.

        Raises:
            CatalogUnreadable: If git does not take it.
        """
        run = run_of(line)
        kept = {other for other in self._note(commit) if run_of(other) != run}
        text = "".join(f"{each}\n" for each in sorted({*kept, line}))
        blob = self._must("hash-object", "-w", "--stdin", typed=text.encode()).strip()
        self._must("notes", f"--ref={self._ref}", "add", "-f", "-C", blob, "--", commit)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every line with the commit it stands at."""
        listing = self._must("notes", f"--ref={self._ref}", "list")
        pairs = [line.split(" ", 1) for line in listing.splitlines()]
        for (_, commit), data in zip(pairs, self._repository.blobs([blob for blob, _ in pairs]), strict=True):
            yield from ((commit, line) for line in _split(data.decode("utf-8", "replace")))

    def fetch(self, remote: Remote) -> str | None:
        """Take in what other machines wrote; every line of both sides stays.

        Returns:
            Where the notes of the remote stood, None where it has none.

        Raises:
            RemoteUnreachable: If the remote does not answer.
            CatalogUnreadable: If git cannot merge.
        """
        theirs = remote.read(self._ref)
        if theirs is not None and theirs != self._tip():
            remote.fetch(self._ref, _FETCHED)
            theirs = self._must("rev-parse", "--verify", "--end-of-options", _FETCHED).strip()
            self._must("notes", f"--ref={self._ref}", "merge", "--quiet", "-s", "cat_sort_uniq", _FETCHED)
        return theirs

    def share(self, remote: Remote) -> None:
        """Bring our notes to the remote, merged with what is there.

        Raises:
            RemoteUnreachable: If the remote does not answer or does not take them.
            CatalogUnreadable: If git cannot merge.
        """
        for _ in range(_ATTEMPTS):
            theirs = self.fetch(remote)
            ours = self._tip()
            if ours in {None, theirs} or remote.swap(self._ref, old=theirs, new=ours):
                return
        raise RemoteUnreachable(
            f"other machines are faster: the notes on the remote `{remote.name}` changed each time"
        )

    def _note(self, commit: str) -> list[str]:
        blob = self._repository.attempt("notes", f"--ref={self._ref}", "list", commit)
        if blob is None:
            return []
        return [
            line
            for data in self._repository.blobs([blob.strip()])
            for line in _split(data.decode("utf-8", "replace"))
        ]

    def _tip(self) -> str | None:
        tip = self._repository.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", self._ref)
        return None if tip is None else tip.strip()

    def _must(self, *arguments: str, typed: bytes = b"") -> str:
        said = self._repository.attempt(*arguments, typed=typed)
        if said is None:
            raise self._repository.failed(arguments[0])
        return said


def read_trail(repository: Repository, read_receipt: ReadReceipt) -> Trail:
    """Everything that the notes of a repository tell, of all environments.

    Args:
        repository: The repository; what other machines wrote must have been fetched.
        read_receipt: Reads a receipt from the JSON of its file.

    Raises:
        CatalogUnreadable: If git cannot answer.
    """
    said: dict[str, list[tuple[str, Said]]] = {}
    unread: dict[str, int] = {}
    for ref in (NOTES, OWN_NOTES):
        for commit, line in Notes(repository, ref).lines():
            found = read_line(line, read_receipt)
            if found is None:
                unread[commit] = unread.get(commit, 0) + 1
            else:
                said.setdefault(found.run, []).append((commit, found))
    entries = (_entry(lines) for _, lines in sorted(said.items()))
    return Trail(
        tuple(entry for entry in entries if entry is not None),
        tuple(_problem(commit, count) for commit, count in sorted(unread.items())),
    )


def _entry(lines: list[tuple[str, Said]]) -> Entry | None:
    """What a run said last: its receipt; nothing where it ended before it wrote; otherwise that it began or went on."""
    receipts = [(commit, said) for commit, said in lines if isinstance(said, Receipt)]
    starts = [(commit, said) for commit, said in lines if isinstance(said, Started)]
    if receipts:
        commit, receipt = max(receipts, key=lambda one: (one[1].finished_at, _verified_at(one[1]), one[0]))
        starts = [one for one in starts if one[1].at > receipt.finished_at]
    if receipts and not starts:
        return Entry(
            receipt.run,
            receipt.environment,
            receipt.licensor,
            commit,
            receipt.plan_id,
            receipt.as_of,
            receipt.finished_at,
            tuple(result.scope for result in receipt.results),
            receipt,
            receipt.url,
            receipt.tree,
        )
    if any(isinstance(said, Nothing) for _, said in lines) and not receipts:
        return None
    commit, began = max(starts, key=lambda one: (one[1].at, one[0]))
    return Entry(
        began.run,
        began.environment,
        began.licensor,
        commit,
        began.plan_id,
        began.as_of,
        began.at,
        began.scopes,
        url=began.url,
        tree=began.tree,
    )


def _verified_at(receipt: Receipt) -> datetime:
    """When it was last looked at: what was seen later counts more."""
    return receipt.verified_at or receipt.finished_at


def _problem(commit: str, count: int) -> str:
    lines = "1 line" if count == 1 else f"{count} lines"
    return (
        f"{lines} of the note on commit {commit[:9]} cannot be read: "
        "written by a newer pvsync, or changed by hand"
    )


def _split(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]

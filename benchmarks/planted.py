"""Plants twenty bugs, one at a time, in a copy of the repository: the tests that are named beside each must notice.

Each is one line that a tired engineer might write where a wrong write begins: in the guards, in what a commit is said to
hold, in receipts and what they allow, in a takedown, and in what machines tell each other. A test that fails is what is
wanted; one that cannot even be collected proves nothing, and is an error.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv*", ".*_cache", "__pycache__", ".pvsync", ".hypothesis", "dist"
)
_PASSED, _FAILED = 0, 1
_TRIAL_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Planted:
    """One bug.

    Args:
        file: Where it is planted.
        old: What stands there, once.
        new: What stands there with the bug.
        what: What it does, in a phrase.
        tests: What must notice, as pytest names it.
    """

    file: str
    old: str
    new: str
    what: str
    tests: tuple[str, ...]


GUARDS = (
    Planted(
        "pvsync/rules/safety/pv912_delta.py",
        "for scope in plan.on_sale | changed if",
        "for scope in plan.on_sale if",
        "a territory that also loses a scope is taken for a first launch",
        ("tests/unit/rules/test_verdicts.py::test_a_launch_beside_something_that_is_live_counts",),
    ),
    Planted(
        "pvsync/rules/safety/pv921_reoffer.py",
        "(row.before is None or live[row.before].window.is_over(plan.as_of))",
        "row.before is None",
        "a row that was ended and opens again under its own id is nothing new",
        ("tests/rules/test_guard_examples.py",),
    ),
    Planted(
        "pvsync/workflows/guarded.py",
        'yield head if project.is_dirty() else f"{head}^"',
        "yield head",
        "the commit that lifts a protection is its own judge",
        ("tests/e2e/test_guards.py::test_protection_outlives_its_line",),
    ),
    Planted(
        "pvsync/workflows/guarded.py",
        "if not later and changes == plan.changes:",
        "if not later or changes == plan.changes:",
        "runs that came in after the plan change no verdict",
        ("tests/e2e/test_guards.py::test_two_plans_of_one_commit_do_not_pass_beside_each_other",),
    ),
)

PROVENANCE = (
    Planted(
        "pvsync/history/provenance.py",
        'if flags.get(path, "") in {"S", "s"}]',
        'if flags.get(path, "") == "S"]',
        "a file that git skips and assumes to be unchanged is taken for deleted",
        (
            "tests/unit/history/test_provenance.py::test_a_skipped_file_that_is_missing_is_refused_and_not_taken_for_deleted",
        ),
    ),
    Planted(
        "pvsync/history/provenance.py",
        "if (before in REGULAR) == (after in REGULAR) and facts.split()[2] == facts.split()[3]:",
        "if (before in REGULAR) == (after in REGULAR):",
        "what is staged as something else is not seen",
        ("tests/unit/history/test_provenance.py::test_edited_deleted_and_staged_is_said_with_its_files",),
    ),
    Planted(
        "pvsync/workflows/project.py",
        "if loaded.files != self.loaded.files or loaded.unread != self.loaded.unread:",
        "if loaded.files != self.loaded.files and loaded.unread != self.loaded.unread:",
        "an edit between two reads leaves what git said of the first",
        ("tests/unit/history/test_provenance.py::test_an_edit_between_two_reads_is_seen",),
    ),
    Planted(
        "pvsync/workflows/proof.py",
        "for name in {**right, **said}:",
        "for name in right:",
        "what a saved plan sends beyond what git says is passed over",
        ("tests/e2e/test_proof.py::test_every_forgery_is_refused_and_nothing_is_sent",),
    ),
)

RECEIPTS = (
    Planted(
        "pvsync/model/trail.py",
        "return address(record.url) == address(self.url)",
        "return record.url == self.url",
        "a slash at the end of an address makes another service of it",
        (
            "tests/unit/model/test_trail.py::test_a_service_is_its_address_and_licensor_whatever_the_environment_is_called",
        ),
    ),
    Planted(
        "pvsync/workflows/behind.py",
        "return result.is_half or isinstance(result.outcome, Accepted | Unknown)",
        "return result.is_half or isinstance(result.outcome, Accepted)",
        "a removal whose answer was lost is forgotten, and its scope may open again",
        ("tests/unit/workflows/test_behind.py::test_a_removal_that_may_have_arrived_ends_a_scope",),
    ),
    Planted(
        "pvsync/apply/receipt.py",
        "    if change.scope in ledger.in_flight:\n",
        "    if told is None and change.scope in ledger.in_flight:\n",
        "a second attempt that was cut off keeps the outcome of the first",
        ("tests/unit/apply/test_receipt.py::test_a_second_attempt_that_was_cut_off_is_unknown_again",),
    ),
    Planted(
        "pvsync/workflows/recent.py",
        "environment.service.is_of(receipt)",
        "environment.service.is_at(receipt)",
        "what another licensor changed at the same address counts along",
        (
            "tests/unit/workflows/test_recent.py::test_runs_of_this_machine_count_once_and_only_those_of_this_environment",
        ),
    ),
)

TAKEDOWN = (
    Planted(
        "pvsync/workflows/takedown_verdict.py",
        "early = at if there is None else min(at, there)",
        "early = at if there is None else max(at, there)",
        "what is over by one of two clocks is called down",
        ("tests/e2e/test_takedown.py::test_what_is_over_by_this_machines_clock_alone_is_open",),
    ),
    Planted(
        "pvsync/workflows/takedown.py",
        "if entry.at > now - propagation for scope",
        "if entry.at > now for scope",
        "a read that is older than our own write proves that nothing is there",
        ("tests/e2e/test_takedown.py::test_a_read_that_is_behind_our_own_write_proves_nothing",),
    ),
    Planted(
        "pvsync/workflows/takedown.py",
        "takedown.with_others or not (strangers.may_keep(word) or target.is_observed(scope))",
        "takedown.with_others or not target.is_observed(scope)",
        "what others made is ended unseen where it was to be kept",
        ("tests/e2e/test_takedown.py::test_what_nobody_can_see_of_others_is_not_sent_over",),
    ),
    Planted(
        "pvsync/workflows/takedown_edit.py",
        "for one in written:",
        "for one in written[1:]:",
        "an edit that fails halfway stays in the first file",
        ("tests/e2e/test_takedown_edit.py::test_where_one_file_cannot_be_written_all_are_as_they_were",),
    ),
)

NOTES = (
    Planted(
        "pvsync/history/notes.py",
        "if one[1].at > receipt.finished_at]",
        "if one[1].at >= receipt.started_at]",
        "a note that a merge brings back opens a run that has its receipt",
        (
            "tests/unit/history/test_notes.py::test_a_run_that_goes_on_is_open_until_its_next_receipt_whatever_a_merge_brings_back",
        ),
    ),
    Planted(
        "pvsync/history/lease.py",
        "self._deadline = begun + (DURATION - _MARGIN).total_seconds()",
        "self._deadline = begun + DURATION.total_seconds()",
        "the holder of a lease writes until the second in which another may take it",
        (
            "tests/unit/history/test_lease.py::test_without_the_remote_it_holds_until_the_deadline_a_minute_before_anybody_else_may_come",
        ),
    ),
    Planted(
        "pvsync/plan/drift.py",
        "live = [entry for entry in entries if today < entry.until]",
        "live = [entry for entry in entries if today <= entry.until]",
        "drift is let pass for a day longer than it was said",
        ("tests/unit/plan/test_drift.py::test_it_is_known_before_the_day_begins_in_the_territory",),
    ),
    Planted(
        "pvsync/api/wire/transactions.py",
        'if all(entry == {"country": scope.territory} for entry in entries):',
        'if any(entry == {"country": scope.territory} for entry in entries):',
        "a live transaction of two territories is read as one of ours alone",
        ("tests/unit/api/wire/test_transactions.py::test_only_the_scopes_own_territory_is_read",),
    ),
)

PLANTED = (*GUARDS, *PROVENANCE, *RECEIPTS, *TAKEDOWN, *NOTES)


def main() -> int:
    """Exit with 0 where every bug is noticed, otherwise with 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "numbers", nargs="*", type=int, metavar="NUMBER", help="which bugs, from 1 (default: all)"
    )
    chosen = parser.parse_args().numbers or range(1, len(PLANTED) + 1)
    bugs = {number: PLANTED[number - 1] for number in chosen}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pvsync"
        shutil.copytree(ROOT, copy, ignore=_LEFT_BEHIND, symlinks=True)
        if _run(copy, dict.fromkeys(test for bug in bugs.values() for test in bug.tests)) != _PASSED:
            raise SystemExit("the tests fail as it is")
        missed = [number for number, bug in bugs.items() if not _is_noticed(copy, number, bug)]
    print(f"{len(bugs) - len(missed)} of {len(bugs)} planted bugs were noticed")
    return 1 if missed else 0


def problems(bug: Planted) -> Iterator[str]:
    """Why a bug cannot be planted any more, one sentence each."""
    found = (ROOT / bug.file).read_text(encoding="utf-8").count(bug.old)
    if found != 1:
        yield f"{bug.file} says {found} times: {bug.old}"
    for test in bug.tests:
        file, _, name = test.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        if name and f"def {name}(" not in text:
            yield f"{file} has no {name}"


def _is_noticed(copy: Path, number: int, bug: Planted) -> bool:
    file = copy / bug.file
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(bug.old, bug.new), encoding="utf-8")
    try:
        code = _run(copy, bug.tests)
    finally:
        file.write_text(before, encoding="utf-8")
    words = {_FAILED: "noticed", _PASSED: "NOT NOTICED"}.get(code, f"NO VERDICT (pytest ended with {code})")
    print(f"{number:2} {words}: {bug.file}: {bug.what}", flush=True)
    return code == _FAILED


def _run(copy: Path, tests: Iterable[str]) -> int:
    """What pytest returns for tests of the copy."""
    command = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-n", "0", *tests)
    # Bytecode of the same second and size would hide the change.
    surroundings = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=copy, env=surroundings, stdout=subprocess.DEVNULL, check=False, timeout=_TRIAL_SECONDS
    ).returncode


if __name__ == "__main__":
    sys.exit(main())

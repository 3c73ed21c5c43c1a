"""Changes the checks of rules one bit at a time, and shows each change that no test of the rule's own notices.

A change is what a slip of the hand would be: a comparison turned round or moved by one, a condition left out, `and`
for `or`, a remark not made. Each is tried in a process of its own, forked from one that has loaded everything; it runs
the rule's two examples, its catalogs in `tests/rejected` and the unit tests beside it that name it, nothing else.
"""

import argparse
import ast
import importlib
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_RULES = ROOT / "pvsync" / "rules"
_TRIAL_SECONDS = 60
_WHOLE = "deletes the whole check"

_FLIPPED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_MOVED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}

Change = tuple[str, Callable[[ast.AST], None]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change.

    Args:
        file: The file that is changed.
        line: Where.
        what: What is done there.
        tree: The file with the change.
    """

    file: Path
    line: int
    what: str
    tree: ast.Module

    def __str__(self) -> str:
        shown = self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file
        return f"{shown}:{self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Subject:
    """A file to change, and what must notice.

    Args:
        file: The file.
        module: Its name for `import`.
        tests: What pytest is asked to run.
    """

    file: Path
    module: str
    tests: Sequence[str]


def main() -> int:
    """Exit with 0 where every deleted check is noticed, otherwise with 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codes", nargs="*", metavar="CODE", help="which rules (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="trials at a time")
    parser.add_argument("--file", type=Path, help="any file with a `check`, instead of rules")
    parser.add_argument("--tests", nargs="*", default=[], help="with --file: what must notice")
    options = parser.parse_args()
    # No rule's tests need a plug-in, and loading those that are installed takes ten times as long as a trial.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.path.insert(0, str(ROOT if options.file is None else options.file.resolve().parent))
    subjects = [*_subjects(options.codes)]
    if options.file is not None:
        subjects = [Subject(options.file.resolve(), options.file.stem, options.tests)]
    tried, survived = _try_all(subjects, options.jobs)
    score = 100 * (tried - len(survived)) / tried
    print(
        f"{tried - len(survived):,} of {tried:,} changes to {len(subjects)} checks were noticed: {score:.1f} %"
    )
    for what, count in Counter(mutant.what.split(":")[0] for mutant in survived).most_common():
        print(f"  {count} survived of: {what}")
    return 1 if any(mutant.what == _WHOLE for mutant in survived) else 0


def mutants(file: Path) -> Iterator[Mutant]:
    """Every change to the functions and numbers of a file, one at a time."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    meant = {id(node) for part in tree.body for node in _judging(part)}
    for index, node in enumerate(ast.walk(tree)):
        for what, change in (*_to_conditions(node), *_to_others(node)) if id(node) in meant else ():
            changed = deepcopy(tree)
            place = next(other for number, other in enumerate(ast.walk(changed)) if number == index)
            change(place)
            line = min(part.lineno for part in ast.walk(node) if isinstance(part, ast.stmt | ast.expr))
            yield Mutant(file, line, what, ast.fix_missing_locations(changed))


def _subjects(codes: Sequence[str]) -> Iterator[Subject]:
    for file in sorted(_RULES.glob("*/pv[2-8]*.py")):
        code = file.stem[:5].upper()
        if codes and code not in codes:
            continue
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        beside = sorted((ROOT / "tests" / "unit" / "rules" / file.parent.name).glob("test_*.py"))
        own = [str(one) for one in beside if _names(one, code, file.stem)]
        reasons = importlib.import_module(module).RULE.reasons
        catalogs = (ROOT / "tests" / "rejected" / f"{reason}.yaml" for reason in reasons)
        tests = [f"{ROOT}/tests/rules/test_examples.py::test_bad_speaks_and_good_is_silent[{code}]"]
        tests += [
            f"{ROOT}/tests/rules/test_rejected.py::test_each_reason_is_caught_at_its_line_and_nothing_else_is_said[{one.stem}]"
            for one in catalogs
            if one.exists()
        ]
        yield Subject(file, module, [*tests, *own])


def _names(test: Path, *words: str) -> bool:
    text = test.read_text(encoding="utf-8")
    return any(word in text for word in words)


def _judging(part: ast.stmt) -> Iterator[ast.AST]:
    """What decides: bodies of functions, and constants with a name; not `RULE`, whose texts are for people."""
    if isinstance(part, ast.FunctionDef):
        yield part
        for statement in part.body:
            yield from ast.walk(statement)
    if isinstance(part, ast.Assign) and not any(
        isinstance(one, ast.Name) and one.id == "RULE" for one in part.targets
    ):
        yield from ast.walk(part.value)


def _to_conditions(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=ops):
            for number, operator in enumerate(ops):
                for words, table in (("turns a comparison round", _FLIPPED), ("moves a boundary", _MOVED)):
                    if type(operator) in table:
                        yield f"{words}: {ast.unparse(node)}", _put("ops", number, table[type(operator)]())
        case ast.BoolOp(op=operator, values=values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield f"swaps and/or: {ast.unparse(node)}", lambda place: setattr(place, "op", other)
            neutral = isinstance(operator, ast.And)
            for number, value in enumerate(values):
                yield f"leaves out: {ast.unparse(value)}", _put("values", number, ast.Constant(neutral))
        case ast.If(test=test):
            for truth in (True, False):
                yield f"takes as {truth}: if {ast.unparse(test)}", _set("test", ast.Constant(truth))
        case _:
            pass


def _to_others(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.FunctionDef(name="check"):
            yield _WHOLE, _set("body", ast.parse("return\nyield").body)
        case ast.comprehension(ifs=ifs):
            for number, test in enumerate(ifs):
                yield f"leaves out: if {ast.unparse(test)}", _put("ifs", number, ast.Constant(value=True))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"drops a not: {ast.unparse(node)}", _set("operand", ast.UnaryOp(ast.Not(), operand))
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            yield f"moves by one: {number}", _set("value", number + 1)
        case ast.Expr(value=ast.Yield() | ast.YieldFrom() as made):
            never = ast.IfExp(ast.Constant(value=False), made, ast.Constant(None))  # still a generator
            yield f"drops: {ast.unparse(made)[:60]}", _set("value", never)
        case _:
            pass


def _set(name: str, value: object) -> Callable[[ast.AST], None]:
    return lambda place: setattr(place, name, value)


def _put(name: str, number: int, value: ast.AST) -> Callable[[ast.AST], None]:
    return lambda place: getattr(place, name).__setitem__(number, value)


def _try_all(subjects: Sequence[Subject], jobs: int) -> tuple[int, list[Mutant]]:
    """How many changes were tried, and those that nothing noticed; each is printed as soon as it is known."""
    running: dict[int, Mutant] = {}
    survived: list[Mutant] = []
    tried = 0

    def wait() -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        if status == 0:
            survived.append(mutant)
            print(f"survived: {mutant}", flush=True)

    for subject in subjects:
        importlib.import_module(subject.module)
        if os.waitpid(_fork(subject, None), 0)[1] != 0:
            raise SystemExit(f"the tests of {subject.file.name} fail as it is, or there are none")
        for mutant in mutants(subject.file):
            while len(running) >= jobs:
                wait()
            running[_fork(subject, mutant)] = mutant
            tried += 1
        while running:
            wait()
        print(f"{subject.file.stem}: {tried:,} changes so far, {len(survived)} survived", file=sys.stderr)
    return tried, survived


def _fork(subject: Subject, mutant: Mutant | None) -> int:
    """A process that runs the tests on a change; it ends with 0 where they pass."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        signal.alarm(_TRIAL_SECONDS)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, sys.stdout.fileno())
        os.dup2(silence, sys.stderr.fileno())
        if mutant is not None:
            code = compile(mutant.tree, subject.file, "exec")
            exec(code, vars(sys.modules[subject.module]))  # noqa: S102 - the file itself, changed
        status = int(
            pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", *subject.tests])
        )
    finally:
        os._exit(status)


if __name__ == "__main__":
    sys.exit(main())

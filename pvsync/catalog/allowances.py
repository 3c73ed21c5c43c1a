"""Comments that let a finding be: `# pvsync: allow PV302 because both editions are on sale`.

Readers of YAML drop comments. Where the bytes of a file hold the mark at all, its lines are looked through, and the
table of positions tells a comment from text within a value.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pvsync.catalog import codes
from pvsync.catalog.comments import Comment, comments
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.scalars import in_short, nearest
from pvsync.catalog.source import SourceFile
from pvsync.diagnostics import Allowed, Code, Finding, Severity

_ALLOW = re.compile(
    r"allow\s+(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)\s*(?:\s(?P<because>because)\b(?P<reason>.*))?"
)
_WRITE = "write `# pvsync: allow PV301 because ...`, with the reason"
_GROUP = len("PV3")
_OF_RULES = "2345678"
_BUILT = "1"
_READ_OR_BUILT = "01"


@dataclass(slots=True)
class Allowance:
    """One code that one comment allows.

    Args:
        code: As it is written.
        reason: Why.
        comment: The comment that says so.
        used: Whether it has let a finding be.
    """

    code: str
    reason: str
    comment: Comment
    used: bool = False

    def holds_for(self, finding: Finding) -> bool:
        """Whether a finding is the one meant: its code, and begun on a line that the comment stands for."""
        place = finding.place
        return place is not None and finding.code == self.code and place.line in self.comment.lines


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings once allowances have been looked at.

    Args:
        findings: What is left, with what is wrong with allowances themselves.
        allowed: What comments let be.
    """

    findings: list[Finding]
    allowed: list[Allowed]


@dataclass(slots=True)
class AllowanceBook:
    """Every allowance of the catalog; memory grows with these alone."""

    _by_file: dict[str, list[Allowance]] = field(default_factory=dict)

    def take(self, source: SourceFile, raws: list[RawDocument], report: Callable[[Finding], None]) -> None:
        """Look through one file that may hold some."""
        for comment in comments(source, raws):
            self._by_file.setdefault(source.name, []).extend(_read(comment, report))

    def settle(self, findings: Iterable[Finding], known: Mapping[str, Code]) -> Settled:
        """Tell what is allowed from what is not."""
        settled = Settled([], [])
        usable = dict(self._usable(known, settled.findings.append))
        for finding in findings:
            allowed = _allowed(finding, usable.get(finding.place.file if finding.place else "", ()))
            if allowed is None:
                settled.findings.append(finding)
            else:
                settled.allowed.append(allowed)
        # What could not be read or built may be just what an allowance is for.
        if not any(_is_broken(finding) for finding in settled.findings):
            settled.findings.extend(_unused(usable))
        return settled

    def _usable(
        self, known: Mapping[str, Code], report: Callable[[Finding], None]
    ) -> Iterator[tuple[str, list[Allowance]]]:
        for file, allowances in self._by_file.items():
            usable: list[Allowance] = []
            for allowance in allowances:
                refused = _refused(allowance, known)
                if refused is None:
                    usable.append(allowance)
                else:
                    report(refused)
            # A comment on the line itself is asked before one for the whole document.
            yield file, sorted(usable, key=lambda one: len(one.comment.lines))


def nearest_code(word: str, known: Mapping[str, Code]) -> str | None:
    """The code that a person most likely meant, by code or by name; None where nothing is near."""
    by_name = {code.name: code.code for code in known.values()}
    neighbors = [code for code in known if code[:_GROUP] == word.upper()[:_GROUP]]
    near = nearest(word, neighbors) or nearest(word, known)
    if near is None and (name := nearest(word, by_name)) is not None:
        near = by_name[name]
    return near


def _read(comment: Comment, report: Callable[[Finding], None]) -> Iterator[Allowance]:
    found = _ALLOW.fullmatch(comment.text)
    if found is None:
        message = f"`{in_short(comment.text)}` behind `# pvsync:` is not an allowance"
        report(codes.ALLOWANCE_UNKNOWN.at(comment.place, message, _WRITE))
        return
    reason = (found["reason"] or "").strip()
    if re.search(r"\w", reason) is None:
        message = f"this comment allows {found['codes']} and gives no reason"
        hint = f"write why: `# pvsync: allow {found['codes']} because ...`"
        report(codes.ALLOWANCE_WITHOUT_REASON.at(comment.place, message, hint))
        return
    for code in re.split(r"\s*,\s*", found["codes"]):
        yield Allowance(code, reason, comment)


def _refused(allowance: Allowance, known: Mapping[str, Code]) -> Finding | None:
    name, place = allowance.code, allowance.comment.place
    code = known.get(name)
    if code is None:
        near = nearest_code(name, known)
        hint = f"did you mean `{near}`?" if near else "`pvsync validate` shows the code of each finding"
        return codes.ALLOWANCE_UNKNOWN.at(
            place, f"there is no finding with the code `{in_short(name)}`", hint
        )
    group = code.code[2]
    if group in _OF_RULES or (group == _BUILT and code.severity is not Severity.ERROR):
        return None
    return codes.ALLOWANCE_IMPOSSIBLE.at(
        place,
        f"{code.code} cannot be allowed",
        "correct what it finds, and delete the comment; only findings of rules (PV2 to PV8) and warnings of PV1 can be allowed",
    )


def _allowed(finding: Finding, allowances: Iterable[Allowance]) -> Allowed | None:
    holding = [allowance for allowance in allowances if allowance.holds_for(finding)]
    for allowance in holding:
        allowance.used = True
    return Allowed(finding, holding[0].reason, holding[0].comment.place) if holding else None


def _is_broken(finding: Finding) -> bool:
    ours = {
        codes.ALLOWANCE_WITHOUT_REASON.code,
        codes.ALLOWANCE_UNKNOWN.code,
        codes.ALLOWANCE_IMPOSSIBLE.code,
    }
    return (
        finding.severity is Severity.ERROR and finding.code[2] in _READ_OR_BUILT and finding.code not in ours
    )


def _unused(usable: Mapping[str, list[Allowance]]) -> Iterator[Finding]:
    for allowances in usable.values():
        for allowance in allowances:
            if not allowance.used:
                yield codes.ALLOWANCE_UNUSED.at(
                    allowance.comment.place,
                    f"this comment allows {allowance.code}, and {_where(allowance.comment)} has no such finding",
                    "delete it, or move it to the line of the finding",
                )


def _where(comment: Comment) -> str:
    if comment.of_document:
        return "the document below it"
    return f"line {comment.lines.start}" if comment.lines else "the line below it"

"""Counts and lists as English says them."""

from collections.abc import Sequence


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 scope`, `2 scopes`, `1,204 scopes`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """A sentence as it stands among others: a capital first, a full stop last."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def listed(items: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def numbered(numbers: Sequence[int]) -> str:
    """Ascending numbers as ranges: `1 to 8`, `1, 2 and 5`, `1 to 3 and 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        whole = len(run) > 2  # noqa: PLR2004 - two neighbors read better as a list
        parts += [f"{run[0]} to {run[-1]}"] if whole else [str(number) for number in run]
    return listed(parts)

"""What a benchmark has to say: tables of figures, and promises held or broken."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one run.

    Args:
        title: What they are.
        columns: Name of each column.
        rows: Text by column, the first one the row's name.
        notes: What must be known to read them.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def text(self) -> str:
        """The table with aligned columns; names to the left, figures to the right."""
        lines = [self.columns, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.columns))]
        names, figures = widths[0], widths[1:]
        printed = [
            "  ".join(
                [
                    line[0].ljust(names),
                    *(cell.rjust(width) for cell, width in zip(line[1:], figures, strict=True)),
                ]
            ).rstrip()
            for line in lines
        ]
        rule = "-" * max(map(len, printed))
        return "\n".join(
            [self.title, rule, printed[0], rule, *printed[1:], *(f"  {note}" for note in self.notes)]
        )


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that must not be above its limit.

    Args:
        what: What is promised.
        figure: What was measured.
        limit: What is promised at most.
    """

    what: str
    figure: float
    limit: float

    @property
    def held(self) -> bool:
        """Whether the figure is within the limit."""
        return self.figure <= self.limit

    def text(self) -> str:
        """One line for people."""
        verdict = "held  " if self.held else "BROKEN"
        return f"{verdict} {self.what}: {self.figure:.4g} (at most {self.limit:g})"


@dataclass(frozen=True, slots=True)
class Result:
    """One benchmark's outcome."""

    tables: Sequence[Table]
    promises: Sequence[Promise]

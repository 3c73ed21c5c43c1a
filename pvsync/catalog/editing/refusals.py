"""Why a file is left as it is: the exception that carries the reason out of an edit."""

from pvsync.diagnostics import Code, Finding, Place


class Refused(Exception):
    """An edit cannot be made; caught where editing begins.

    Args:
        message: What is, lower case, no full stop.
        hint: What to do instead.
        at: Index into the text where a person should look.
    """

    def __init__(self, message: str, hint: str, at: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at = at

    def finding(self, code: Code, file: str, text: str) -> Finding:
        """The refusal as a finding."""
        if self.at is None:
            return code.at(Place(file), self.message, self.hint)
        before = text[: self.at].replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return code.at(Place(file, line, column, line, column + 1), self.message, self.hint)

"""A text that opens a door, and the one place that knows which texts may never be shown."""

_SHORTEST = 8
"""Characters from which on a text is hidden wherever it stands: of a shorter one, half of every message would go."""

_HIDDEN = "..."
_known: set[str] = set()


class Secret:
    """A text that is never shown: neither in a message nor in a representation, a log or a trace.

    Args:
        text: The secret; blanks around it, such as the line end of a file, do not count.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text.strip()
        if len(self._text) >= _SHORTEST:
            _known.add(self._text)

    def __repr__(self) -> str:
        return "Secret(...)"

    def __str__(self) -> str:
        return _HIDDEN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is never written out")

    def reveal(self) -> str:
        """The text, for the one header that carries it."""
        return self._text


def without_secrets(text: str) -> str:
    """The same text with every secret of this process hidden: a service may repeat what it was sent."""
    for secret in sorted(_known, key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    return text

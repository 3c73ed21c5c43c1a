"""`--only` and `--exclude`: which scopes a command looks at."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from pvsync.errors import UsageError
from pvsync.model.scope import Scope

_KEYS = ("alid", "kind", "territory", "line")


@dataclass(frozen=True, slots=True)
class Selection:
    """Patterns on scopes. Of one key, any may match; of different keys, all must.

    Args:
        only: (key, glob) pairs to keep; everything where there are none.
        exclude: (key, glob) pairs to leave out.
        scopes: Exactly these scopes, None for whatever the patterns say.
    """

    only: tuple[tuple[str, str], ...] = ()
    exclude: tuple[tuple[str, str], ...] = ()
    scopes: frozenset[Scope] | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.only and not self.exclude and self.scopes is None

    @property
    def words(self) -> tuple[str, ...]:
        """The patterns as a person typed them."""
        return (
            *(f"--only {key}={glob}" for key, glob in self.only),
            *(f"--exclude {key}={glob}" for key, glob in self.exclude),
            *(str(scope) for scope in sorted(self.scopes or ())),
        )

    def takes(self, scope: Scope, kind: str) -> bool:
        """Whether a scope of a title of this kind is looked at."""
        if self.scopes is not None and scope not in self.scopes:
            return False
        values = {
            "alid": scope.alid,
            "kind": kind,
            "territory": scope.territory,
            "line": str(scope.business_line),
        }
        asked = {key for key, _ in self.only}
        wanted = all(
            any(fnmatchcase(values[key], glob) for name, glob in self.only if name == key) for key in asked
        )
        return wanted and not any(fnmatchcase(values[key], glob) for key, glob in self.exclude)


def selection(only: list[str], exclude: list[str]) -> Selection:
    """A selection from the patterns of the command line.

    Raises:
        UsageError: If a pattern names an unknown key or nothing.
    """
    return Selection(tuple(_pattern(text) for text in only), tuple(_pattern(text) for text in exclude))


def _pattern(text: str) -> tuple[str, str]:
    key, equals, glob = text.partition("=")
    if not equals:
        key, glob = "alid", text
    if key not in _KEYS or not glob:
        raise UsageError(
            f"`{text}` is not a pattern for scopes",
            advice="write an ALID glob `ASB-*`, or `kind=episode`, `territory=CA`, `line=TVOD`",
        )
    return key, glob

"""The ids that an avail states, handed out to its transactions and checked."""

from pvsync.catalog import codes
from pvsync.catalog.merge import Effective, Origin, Report


class Ids:
    """The ids that an avail states, handed out and checked."""

    def __init__(self, avail: Effective, report: Report) -> None:
        self.avail = avail
        self.report = report
        self.ids: dict[str, str] = dict(avail.values.get("ids") or {})
        self.is_silent = not self.ids and avail.values.get("id") is None
        self.used: set[str] = set()
        self.reported: list[Origin] = []

    def of(self, territory: str, format_profile: str, formats: list[str]) -> str | None:
        """The id of one of the transactions in a territory, whose formats are given."""
        if self.is_silent:
            return None
        name, rows = f"{territory}/{format_profile}", formats.count(format_profile)
        single: str | None = self.avail.values.get("id")
        if single is not None:
            self._refuse_several(
                len(formats),
                self.avail.origin("id"),
                territory,
                f"write `ids: {{{name}: ...}}` with one id each, or remove it"
                if rows == 1
                else "remove it: a price that changes makes several transactions, and pvsync derives their ids",
            )
            return single
        if name in self.ids:
            self.used.add(name)
            self._refuse_several(
                rows,
                self.avail.origin("ids").at(name),
                f"{territory} in {format_profile}",
                "remove it: a price that changes makes several transactions, and pvsync derives their ids",
            )
        return self.ids.get(name)

    def _refuse_several(self, rows: int, origin: Origin, where: str, hint: str) -> None:
        if rows > 1 and origin not in self.reported:
            self.reported.append(origin)
            message = f"one id stands for {rows} transactions in {where}"
            self.report(codes.ID_AMBIGUOUS.at(origin.place, message, hint))

    def unused(self) -> None:
        """Report every id that no territory and format of the avail has."""
        for name in self.ids:
            if name not in self.used:
                self.report(
                    codes.ID_AMBIGUOUS.at(
                        self.avail.origin("ids").at(name).key_place,
                        f"`{name}` is not a territory and format of this avail",
                        "write `US/HD`: a territory and a format that the avail has",
                    )
                )

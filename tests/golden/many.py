"""Plans too large for a comment that told every value."""

from golden.cases import change, line, plan

from pvsync.model.plan import Action, GuardVerdict, Plan, RowFate
from pvsync.model.titles import Movie

TERRITORIES = ("US", "CA", "GB", "DE", "JP")


def movie(number: int) -> Movie:
    """One of many."""
    return Movie(f"MANY-{number:05}", f"MANY-{number:05}", f"Picture {number:,}")


def longer(titles: int) -> Plan:
    """Two ends for all titles, a price of their own for some, and a few that leave."""
    changes = []
    for number in range(titles):
        for territory in TERRITORIES:
            before = {"EST HD": line(territory, "2025-01-15", "2026-12-31", srp="9.99", wsp="6.99")}
            end = "2027-12-31" if number % 2 else "2028-12-31"
            end = "2026-05-31" if number % 200 == 0 else end
            retail = f"{number % 97}.49" if number % 10 == 0 and number % 200 else "9.99"
            after = {"EST HD": line(territory, "2025-01-15", end, srp=retail, wsp="6.99")}
            changes.append(change(movie(number), before, after, territory=territory))
    return plan(*changes)


def takedown(titles: int) -> Plan:
    """Everything leaves, and a guard refuses."""
    changes = [
        change(
            movie(number),
            {"EST HD": line(territory, "2025-01-15", "2031-01-14", srp="9.99")},
            {"EST HD": line(territory, "2025-01-15", "2026-05-31", srp="9.99")},
            territory=territory,
            action=Action.WITHDRAW,
            fates={"EST HD": RowFate.ENDED},
            reason="`state: withdrawn`",
        )
        for number in range(titles)
        for territory in TERRITORIES
    ]
    return plan(
        *changes,
        guards=(
            GuardVerdict(
                "going_dark",
                5 * titles,
                5,
                "refuse",
                says=f"{5 * titles:,} transactions that are on sale go dark",
            ),
        ),
    )


MANY = {
    "many_longer": lambda: longer(1_000),
    "many_leave": lambda: takedown(200),
    "many_leave_more": lambda: takedown(1_000),
}

"""Plan and apply through the command line, round after round, held against the witness after every step.

Each round moves time, changes git, the working tree or the service, and then asks: does the plan say what will be
seen, do its guards refuse what they must, is live what the witness says, are windows that were still there, and is
there nothing left to do. A command that says success is never believed.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from differential.lives import NAMES, a_film, beginning, by_hand, edit
from differential.witness import (
    Catalog,
    Film,
    Offer,
    Place,
    Raw,
    ever,
    held,
    line_of,
    on_sale,
    over_rows,
    wanted,
)
from e2e.estate import Estate, Said

_ENVIRONMENT = "stage"
_GUARDS = """guards:
  going_dark: {count: 0, share: 0}
  delta: off
  price_move: {count: 0}
  window_shortened: {count: 0}
  empty_catalog: off
"""
_TITLE = re.compile(r"What customers will see\n(.*?)\n\n", re.DOTALL)


class Wrong(AssertionError):
    """What pvsync says or does is not what the witness says."""


class Journey:
    """One life of one catalog.

    Args:
        estate: An empty repository with its service.
        seed: Decides everything.
    """

    def __init__(self, estate: Estate, seed: int) -> None:
        self.estate = estate
        self.random = Random(seed)  # noqa: S311 - a repeatable case, not a secret
        self.on_removal = self.random.choice(("refuse", "withdraw", "withdraw"))
        self.catalogs: dict[str, Catalog] = {}
        self.declared: set[Place] = set()
        self.applied: dict[Place, str] = {}
        self.gone: set[Place] = set()
        self.steps: list[str] = []
        self.met: Counter[str] = Counter()

    # -- rounds -----------------------------------------------------------------------------------------------

    def go(self, rounds: int) -> Counter[str]:
        """Travel.

        Raises:
            Wrong: At the first thing that is not so; its words tell the steps that led there.
        """
        try:
            self._begin()
            for number in range(rounds):
                self.steps.append(f"-- round {number}")
                self._round()
        except Exception as error:
            steps = "\n".join(f"  {step}" for step in self.steps)
            what = "" if isinstance(error, Wrong) else f"{type(error).__name__}: "
            raise Wrong(f"{what}{error}\n{steps}") from error
        return self.met

    def _begin(self) -> None:
        folder = self.estate.root / ".pvsync" / "emulator"
        files = {"key": "client.key", "cert": "client.pem", "ca": "ca.pem", "api_key": "api-key"}
        credentials = ", ".join(f"{name}: file:{folder / file}" for name, file in files.items())
        limits = "rate: 1000, open: 8, settling_seconds: 0.05"
        place = f"{{url: {self.estate.emulator.url}, {limits}, credentials: {{{credentials}}}}}"
        self.estate.configure(
            f"  {_ENVIRONMENT}: {place}\n", guards=f"on_removal: {self.on_removal}\n{_GUARDS}"
        )
        self._commit(beginning(self.random, self.estate.now.date()), "first")
        self.settle()

    def _round(self) -> None:
        days = self.random.choice((0, 0, 1, 3, 20, 60, 200))
        self._pass(timedelta(days=days, hours=self.random.randrange(24), minutes=1))
        if self.random.random() < 0.35:
            self._somebody()
        happenings: list[tuple[int, Callable[[], None]]] = [
            (10, self._edits),
            (2, self._revert),
            (3, self._merge),
            (2, self._stale),
            (1, self._detached),
            (1, self._rewritten),
            (1, self._uncommitted),
            (1, self._ignored),
            (1, self._sparse),
            (2, self._takedown),
            (1, self._unreadable),
            (1, self._older_plan),
        ]
        weights = [weight for weight, _ in happenings]
        (happens,) = self.random.choices([one for _, one in happenings], weights)
        self.met[happens.__name__.strip("_").replace("_", " ")] += 1
        self.steps.append(f"{happens.__name__}, {self.estate.now:%Y-%m-%d %H:%M}")
        happens()
        self.settle()

    def _pass(self, span: timedelta) -> None:
        self.estate.now += span

    # -- what happens -----------------------------------------------------------------------------------------

    def _edits(self) -> None:
        catalog = self.catalog
        for _ in range(self.random.randrange(1, 4)):
            catalog = self._edited(catalog)
        self._commit(catalog, "edits")

    def _edited(self, catalog: Catalog) -> Catalog:
        return edit(self.random, catalog, self.estate.now.date())

    def _revert(self) -> None:
        parents = self._git("log", "-1", "--format=%P").split()
        if len(parents) == 1 and self._git("diff", "--name-only", "HEAD^", "HEAD"):
            self.estate.git("revert", "--no-edit", "HEAD")
            self._know(self.catalogs[parents[0]])

    def _merge(self) -> None:
        """A branch with edits, sometimes applied, comes back; or is dropped by a merge that keeps nothing of it."""
        base, catalog = self.catalog, self._edited(self._edited(self.catalog))
        self.estate.git("switch", "-qc", "side")
        self._commit(catalog, "on the side")
        if self.random.random() < 0.5:
            self.settle()
        catalog = self.catalog
        self.estate.git("switch", "-q", "main")
        way, catalog = self.random.choice(((("-s", "ours"), base), ((), catalog)))
        self.steps.append(f"merge {way}")
        self.estate.git("merge", "-q", "--no-ff", *way, "-m", "merge", "side")
        self._know(catalog)
        self.estate.git("branch", "-qD", "side")

    def _stale(self) -> None:
        """A branch cut from an older commit, or that commit itself, is planned."""
        back = self._git("rev-list", "--first-parent", "HEAD").split()
        old = back[min(len(back) - 1, self.random.choice((1, 1, 2, 3)))]
        self.estate.git("checkout", "-q", "--detach", old)
        if self.random.random() < 0.5:
            self._commit(self._edited(self.catalog), "on an old branch")
        if self._is_behind():
            self._refuses("behind")
        self.estate.git("checkout", "-q", "main")

    def _detached(self) -> None:
        self.estate.git("checkout", "-q", "--detach")
        self._commit(self._edited(self.catalog), "on no branch")
        self.settle()
        self.estate.git("branch", "-qf", "main", "HEAD")
        self.estate.git("checkout", "-q", "main")

    def _rewritten(self) -> None:
        """The newest commit is written anew, as if it had never been."""
        catalog = self._edited(self.catalog)
        self._write(catalog)
        self.estate.git("add", "-A")
        self.estate.git("commit", "-q", "--amend", "--allow-empty", "-m", "amended")
        self._know(catalog)

    def _uncommitted(self) -> None:
        self._write(self._edited(self.catalog))
        if self._git("status", "--porcelain").strip():
            self._refuses("uncommitted")
        self._clean()

    def _ignored(self) -> None:
        film = replace(a_film(self.random, len(NAMES) - 1, self.estate.now.date()), alid="HIDDEN")
        self.estate.write(".git/info/exclude", "hidden.yaml\n")
        self._write(self.catalog.with_film(replace(film, path="catalog/hidden.yaml")))
        self._refuses("ignored")
        self._clean()
        (self.estate.root / "catalog/hidden.yaml").unlink(missing_ok=True)

    def _sparse(self) -> None:
        films = sorted(film.path for film in self.catalog.films.values())
        if films:
            self.estate.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{self.random.choice(films)}")
            self._refuses("sparse")
            self.estate.git("sparse-checkout", "disable")

    def _takedown(self) -> None:
        self._take_down(broken=False)

    def _unreadable(self) -> None:
        """A title is taken down while the service cannot show it."""
        self._take_down(broken=True)

    def _take_down(self, *, broken: bool) -> None:
        sold = sorted(on_sale(held(self.raw(), self.estate.now), self.estate.now))
        able = [
            (alid, place)
            for alid, place, *_ in sold
            if alid in self.catalog.films and not alid.startswith("PART")
        ]
        if not able or self._is_refused():
            return
        alid, place = self.random.choice(able)
        if broken:
            self.estate.fault(name="500", alid=alid)
        said = self._run("takedown", alid, "--territory", place, "--because", "court order", "--auto-approve")
        self.estate.emulator.faults.clear()
        self.steps.append(f"takedown {alid} {place}: {said.code}")
        left = [
            one
            for one in on_sale(held(self.raw(), self.estate.now), self.estate.now)
            if one[:2] == (alid, place)
        ]
        if said.code == 0 and left:
            raise Wrong(f"takedown says it is done, and {left} is on sale\n{said.out}{said.err}")
        if said.code and not broken:
            raise Wrong(f"takedown fails\n{said.out}{said.err}")
        film = self.catalog.films[alid]
        lines = frozenset((where, line) for _, where, line in film.scopes() if where == place)
        self._clean()
        self._commit(self.catalog.with_film(replace(film, removed=film.removed | lines)), "taken down")
        if said.code == 0:
            head = self.head
            self.gone |= {(alid, *one) for one in lines}
            self.applied |= {(alid, *one): head for one in lines}

    def _older_plan(self) -> None:
        """A plan is made, a newer commit is applied, and then the older plan is."""
        self._commit(self._edited(self.catalog), "planned")
        if self._is_refused():
            return
        kept = self.estate.root.parent / f"{self.estate.root.name}-older.json"
        said = self._run("plan", "--out", str(kept))
        if said.code == 1:
            return
        before = self.raw()
        approvals = self._approvals(kept)
        self._commit(self._edited(self.catalog), "newer")
        self.settle()
        if self.raw() == before:
            return
        after = self.raw()
        done = self._run("apply", str(kept), *approvals)
        moved = {place for place in {*before, *after} if before.get(place) != after.get(place)}
        changes = {_place(change) for change in json.loads(kept.read_text())["changes"]}
        if changes and (done.code == 0 or self.raw() != after):
            raise Wrong(f"an older plan is applied over a newer commit; moved {moved}\n{done.out}{done.err}")

    def _somebody(self) -> None:
        """Changes in the service, long enough after the last run to be told from what it has not shown yet."""
        self._pass(timedelta(days=2))
        for _ in range(self.random.randrange(1, 3)):
            raw, now = self.raw(), self.estate.now
            offer = wanted(self.catalog, now)
            found = by_hand(self.random, raw, set(offer), now)
            if found is None:
                continue
            kind, place, avail = found
            self.met[f"by hand: {kind}"] += 1
            self.steps.append(f"by hand: {kind} {place}")
            alid, territory, line = place
            entry = {"licensor": "acme", "alid": alid, "territory": territory, "businessLine": line}
            self.estate.emulator.seed([{**entry, "avail": avail}])

    # -- what must be so --------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Plan, hold every sentence against the witness, apply, and look at what is held then."""
        self._pass(timedelta(minutes=1))
        if self._is_refused():
            self._say_removals()
        before, now = self.raw(), self.estate.now
        was, to_be = held(before, now), wanted(self.catalog, now)
        plan = self.estate.root / "plan.json"
        said = self._run("plan", "--out", str(plan))
        if said.code == 1:
            raise Wrong(f"a catalog that keeps the rules is refused\n{said.out}{said.err}")
        if not any("by hand" in step for step in self.steps[-1:]):
            self._sentences(said.out, was, to_be)
        approvals = self._guards(said, plan, was, to_be)
        if approvals and self.random.random() < 0.3:
            refused = self._run("apply", str(plan))
            if refused.code != 3 or self.raw() != before:
                raise Wrong(f"applied although nobody approved {approvals}\n{refused.out}{refused.err}")
        done = self._run("apply", str(plan), *approvals)
        self.met["plans applied"] += 1
        if done.code:
            raise Wrong(f"an apply fails\n{said.out}{done.out}{done.err}")
        self._live(before, to_be, said.out + done.out)
        self._remember(plan, was, to_be)
        self._nothing_left()

    def _live(self, before: Raw, to_be: Offer, said: str) -> None:
        after, now = self.raw(), self.estate.now
        offer = held(after, now)
        for place in sorted(self.declared):
            if offer.get(place, {}) != to_be.get(place, {}):
                raise Wrong(
                    f"LIVE {place}\n is   {offer.get(place)}\n must {to_be.get(place)}\n{self._yaml(place)}{said}"
                )
        for place in to_be:
            asset = json.dumps(after[place]["Asset"])
            if json.dumps(self.catalog.films[place[0]].title) not in asset:
                raise Wrong(f"TITLE {place} is {asset}")
        for place, rows in over_rows(before, now).items():
            left = after.get(place, {"Transaction": []})["Transaction"]
            for row in rows:
                if place in self.declared and not any(_goes_on(row, other, place) for other in left):
                    raise Wrong(f"HISTORY {place}\n was {row}\n now {left}\n{self._yaml(place)}{said}")

    def _sentences(self, text: str, was: Offer, to_be: Offer) -> None:
        """The titles that `+` and `-` name are those that come and go."""
        now = self.estate.now
        was = {place: lines for place, lines in was.items() if place in self.declared}
        opened = {key[0] for key in on_sale(to_be, now) - on_sale(was, now)}
        dark = {key[0] for key in on_sale(was, now) - on_sale(to_be, now)}
        for mark, least, most in (("+", opened, ever(was, to_be)), ("-", dark, ever(to_be, was))):
            named = self._named(text, mark)
            if not least <= named <= most:
                raise Wrong(
                    f"WORDS {mark} names {sorted(named)}, must {sorted(least)}, may {sorted(most)}\n{text}"
                )

    def _named(self, text: str, mark: str) -> set[str]:
        found = _TITLE.search(text)
        sentences = re.split(r"\n  (?=\S )", "\n" + found[1]) if found else []
        plain = [" ".join(one.split()) for one in sentences if one.startswith(f"{mark} ")]
        names = {film.alid: film.title.removesuffix(" again") for film in self._films().values()}
        return {alid for alid, name in names.items() if any(name in one for one in plain)}

    def _guards(self, said: Said, plan: Path, was: Offer, to_be: Offer) -> list[str]:
        now = self.estate.now
        refused = {one["guard"]: one["count"] for one in _read(plan)["guards"] if one["verdict"] == "refuse"}
        must = set()
        lost = {key for key in on_sale(was, now) if (key[0], key[1]) in {p[:2] for p in self.declared}}
        if lost - on_sale(to_be, now):
            must.add("going_dark")
        if self._is_behind():
            must.add("behind")
        if any(place in to_be and place not in was for place in self.gone):
            must.add("reoffer")
        if must - refused.keys() or (said.code == 3) != bool(refused):
            raise Wrong(f"GUARDS {sorted(must)} must refuse, {refused} do, exit {said.code}\n{said.out}")
        if "reoffer" in refused and not any(place in to_be for place in self.gone):
            raise Wrong(f"GUARDS nothing of {self.gone} opens again\n{said.out}")
        self.met.update(f"guard passed: {guard}" for guard in refused)
        return [word for guard, count in refused.items() for word in ("--approve", f"{guard}={count}")]

    def _approvals(self, plan: Path) -> list[str]:
        refused = [one for one in _read(plan)["guards"] if one["verdict"] == "refuse"]
        return [word for one in refused for word in ("--approve", f"{one['guard']}={one['count']}")]

    def _nothing_left(self) -> None:
        self._pass(timedelta(seconds=1))
        said = self._run("plan", "--detailed-exitcode")
        if said.code:
            raise Wrong(f"NOT EMPTY after an apply, exit {said.code}\n{said.out}{said.err}")
        for command in self.random.choice(((), (("drift",),), (("verify",),), (("orphans",),))):
            said = self._run(*command)
            if said.code:
                raise Wrong(f"{command} after an apply: exit {said.code}\n{said.out}{said.err}")

    def _refuses(self, why: str) -> None:
        """What stands here reaches nobody: nothing is written, and no success is told."""
        before = self.raw()
        plan = self.estate.root / "plan.json"
        plan.unlink(missing_ok=True)
        said = self._run("plan", "--out", str(plan))
        changes = _read(plan)["changes"] if plan.is_file() else [None]
        done = self._run("apply", "--auto-approve")
        self.met[f"refused: {why}"] += 1
        if self.raw() != before:
            raise Wrong(f"{why}: something is written\n{said.out}{done.out}{done.err}")
        is_told = said.code in {1, 3} or (why in {"uncommitted", "ignored"} and _read(plan)["dirty"])
        if changes and (done.code not in {1, 3} or not is_told):
            raise Wrong(f"{why}: plan exits {said.code}, apply {done.code}\n{said.out}{done.out}{done.err}")

    def _is_behind(self) -> bool:
        """Whether something that this commit would change was applied from a commit that it does not know."""
        now, raw = self.estate.now, self.raw()
        was, to_be = held(raw, now), wanted(self.catalog, now)
        moved = {place for place in self.applied if was.get(place, {}) != to_be.get(place, {})}
        known = set(self._git("rev-list", "HEAD").split())
        strange = {place: self.applied[place] for place in moved if self.applied[place] not in known}
        # Where both commits say the same, somebody changed it by hand: putting that back rolls nothing back.
        return any(
            wanted(self.catalogs[commit], now).get(place, {}) != to_be.get(place, {})
            for place, commit in strange.items()
        )

    def _is_refused(self) -> bool:
        """Whether something left git without a word, where a word is asked for."""
        return self.on_removal == "refuse" and bool(self._left())

    def _left(self) -> set[Place]:
        live = held(self.raw(), self.estate.now)
        return {place for place in self.declared - self.catalog.declared() if place in live}

    def _say_removals(self) -> None:
        """The plan must be refused; then the word is said."""
        before, left = self.raw(), self._left()
        said = self._run("plan")
        done = self._run("apply", "--auto-approve")
        after = self.raw()
        self.met["refused: left without a word"] += 1
        if said.code != 1 or not done.code or any(after[place] != before[place] for place in left):
            raise Wrong(f"{left} left git, exit {said.code} and {done.code}\n{said.out}{done.out}")
        catalog = self.catalog
        for alid, territory, line in sorted(self._left()):
            film = catalog.films.get(alid) or replace(
                self._films()[alid], withdrawn=True, removed=frozenset()
            )
            if not film.withdrawn:
                film = replace(film, removed=film.removed | {(territory, line)})
            catalog = catalog.with_film(film)
        self._commit(catalog, "the word is said")

    # -- the rest ---------------------------------------------------------------------------------------------

    @property
    def head(self) -> str:
        return self._git("rev-parse", "HEAD").strip()

    @property
    def catalog(self) -> Catalog:
        return self.catalogs[self.head]

    def raw(self) -> Raw:
        """What is held, as JSON."""
        entries: list[Any] = json.loads(json.dumps(self.estate.emulator.dump(), default=str))
        return {_place(entry): entry["avail"] for entry in entries if entry["avail"]}

    def _films(self) -> dict[str, Film]:
        """Every title that ever was, as it was last."""
        return {alid: film for catalog in self.catalogs.values() for alid, film in catalog.films.items()}

    def _commit(self, catalog: Catalog, message: str) -> None:
        self._write(catalog)
        if not (self.estate.root / ".git").exists():
            self.estate.git("init", "-q", "-b", "main")
            self.estate.write(".gitignore", ".pvsync/\nplan.json\n")
        self.estate.git("add", "-A")
        self.estate.git("commit", "-q", "--allow-empty", "-m", message)
        self._know(catalog)

    def _know(self, catalog: Catalog) -> None:
        self.catalogs[self.head] = catalog
        self.declared |= catalog.declared()
        self.steps.append(f"commit {self.head[:9]}")

    def _write(self, catalog: Catalog) -> None:
        files = catalog.files()
        for path in (self.estate.root / "catalog").rglob("*.yaml"):
            if path.relative_to(self.estate.root).as_posix() not in files:
                path.unlink()
        for name, text in files.items():
            path = self.estate.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def _clean(self) -> None:
        self.estate.git("checkout", "-q", ".")
        self.estate.git("clean", "-qfd", "catalog")

    def _remember(self, plan: Path, was: Offer, to_be: Offer) -> None:
        head = self.head
        said = {(film.alid, *one) for film in self.catalog.films.values() for one in film.removed}
        said |= {place for film in self.catalog.films.values() if film.withdrawn for place in film.scopes()}
        for place in map(_place, _read(plan)["changes"]):
            self.applied[place] = head
            if place in to_be:
                self.gone.discard(place)
            elif place in was and (place in said or place not in self.catalog.declared()):
                self.gone.add(place)

    def _yaml(self, place: Place) -> str:
        film = self.catalog.films.get(place[0])
        return (self.estate.root / film.path).read_text(encoding="utf-8") if film else "(not in git)\n"

    def _run(self, *words: str) -> Said:
        self.met["commands"] += 1
        return self.estate.run("--env", _ENVIRONMENT, *words)

    def _git(self, *words: str) -> str:
        return self.estate.git(*words)


def _goes_on(row: Any, other: Any, place: Place) -> bool:
    """Whether a window that was is still there: as it was, or as one of the same id that begins with it and goes on."""
    if row == other:
        return True
    same = row["_TransactionID"] == other["_TransactionID"] and line_of(row, place) == line_of(other, place)
    return bool(same and other["Start"] == row["Start"] and other["End"] > row["End"])


def _place(entry: Any) -> Place:
    scope = entry.get("scope", entry)
    return scope["alid"], scope["territory"], scope.get("businessLine") or scope["business_line"]


def _read(plan: Path) -> Any:
    return json.loads(plan.read_text(encoding="utf-8"))

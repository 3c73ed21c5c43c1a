"""What documents claim for themselves (ALIDs, season numbers, the box set of a series), and whom they mention."""

from collections.abc import Collection, Iterator
from typing import assert_never

from pvsync.catalog import codes
from pvsync.catalog.documents import (
    BundleDocument,
    CollectionDocument,
    DealDocument,
    Document,
    MovieDocument,
    RightsDocument,
    SeasonDocument,
    SeriesDocument,
    SupplementalDocument,
)
from pvsync.catalog.merge import Report
from pvsync.catalog.positions import Path
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.scalars import suggestion
from pvsync.catalog.shape import Declared
from pvsync.diagnostics import Finding, Place, Related

_SHARED_LETTERS = 3


class Claims:
    """First come, first served: what another document has already is reported.

    Args:
        report: Takes findings.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._alids: dict[str, Place] = {}
        self._seasons: dict[tuple[str, int], Place] = {}
        self._bundles: dict[str, Place] = {}
        self._mentions: list[tuple[str, Place]] = []

    @property
    def alids(self) -> Collection[str]:
        """Every ALID that a document declares."""
        return self._alids.keys()

    def place(self, alid: str) -> Place | None:
        """Where an ALID is declared, None where it is not."""
        return self._alids.get(alid)

    def take(self, declared: Declared[Document]) -> bool:
        """Whether everything that a document claims is its own."""
        document, raw = declared.document, declared.raw
        match document:
            case MovieDocument() | SeriesDocument():
                return self._claim(document.alid, raw.place(("alid",)))
            case SupplementalDocument():
                self._mentions.append((document.of, raw.place(("of",))))
                return self._claim(document.alid, raw.place(("alid",)))
            case CollectionDocument():
                self._mentions.extend(
                    (member, raw.place(("members", index))) for index, member in enumerate(document.members)
                )
                return self._claim(document.alid, raw.place(("alid",)))
            case SeasonDocument():
                return self._claim_season(document, raw)
            case BundleDocument():
                return self._claim_bundle(document, raw)
            case DealDocument() | RightsDocument():
                return True
            case _:
                assert_never(document)

    def unknown(self) -> Iterator[Finding]:
        """A finding for each title that is mentioned and that no document declares, once all have been taken."""
        for alid, place in self._mentions:
            if alid not in self._alids:
                near = (known for known in self._alids if known[:_SHARED_LETTERS] == alid[:_SHARED_LETTERS])
                yield codes.UNKNOWN_TITLE.at(
                    place,
                    f"no document of this catalog declares `{alid}`",
                    suggestion(alid, near, what="titles of a similar name"),
                )

    def _claim(self, alid: str, place: Place) -> bool:
        other = self._alids.setdefault(alid, place)
        if other is place:
            return True
        self._report(
            codes.DUPLICATE_ALID.at(
                place,
                f"the ALID `{alid}` is declared twice",
                "one title has one ALID for ever: correct one of the two",
                (Related("it is declared here first", other),),
            )
        )
        return False

    def _claim_season(self, document: SeasonDocument, raw: RawDocument) -> bool:
        paths: list[tuple[str, Path]] = [(document.alid, ("alid",))]
        paths.extend(
            (entry.alid, ("episodes", index, "alid")) for index, entry in enumerate(document.episodes)
        )
        self._number(document, raw)
        self._episode_numbers(document, raw)
        claimed = [self._claim(alid, raw.place(path)) for alid, path in paths]
        return all(claimed)

    def _number(self, document: SeasonDocument, raw: RawDocument) -> None:
        place = raw.place(("number",))
        other = self._seasons.setdefault((document.series, document.number), place)
        if other is not place:
            self._report(
                codes.DUPLICATE_SEASON.at(
                    place,
                    f"`{document.series}` has two seasons with the number {document.number}",
                    "number each season once",
                    (Related("the other one is here", other),),
                )
            )

    def _episode_numbers(self, document: SeasonDocument, raw: RawDocument) -> None:
        seen: dict[int, int] = {}
        for index, entry in enumerate(document.episodes):
            first = seen.setdefault(entry.number, index)
            if first != index:
                self._report(
                    codes.DUPLICATE_NUMBER.at(
                        raw.place(("episodes", index, "number")),
                        f"two episodes of this season have the number {entry.number}",
                        "number each episode once",
                        (Related("the other one is here", raw.place(("episodes", first, "number"))),),
                    )
                )

    def _claim_bundle(self, document: BundleDocument, raw: RawDocument) -> bool:
        place = raw.place(("series",))
        other = self._bundles.setdefault(document.series, place)
        if other is place:
            return True
        self._report(
            codes.DUPLICATE_BUNDLE.at(
                place,
                f"`{document.series}` has two box sets",
                "a series has one: put the avails of both into one document",
                (Related("the other one is here", other),),
            )
        )
        return False

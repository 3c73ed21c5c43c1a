"""What a title is called: its ids, its name, its licensor, its shared entitlements."""

import re
from dataclasses import dataclass

from pvsync.formats.ema import codes, values
from pvsync.formats.ema.facts import Facts
from pvsync.formats.ema.notes import Notes
from pvsync.formats.ema.plain import Document, Plain
from pvsync.model.scope import is_alid

_ENTITLEMENTS = {"DMA_ID": "DMA", "UV_ID": "UVVU"}
_PERCENT = 100
_DECIMAL = re.compile(r"\d{1,3}(\.\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the rows of a kind of title say what it is called.

    Args:
        title: Its name.
        content_id: Its metadata id.
        alt_id: Its alternative id.
        eidr: Its EIDR.
    """

    title: str
    content_id: str
    alt_id: str
    eidr: str


MOVIE = Columns("TitleInternalAlias", "ContentID", "AltID", "TitleID")
SERIES = Columns("SeriesTitleInternalAlias", "SeriesContentID", "SeriesAltID", "SeriesID")
SEASON = Columns("SeasonTitleInternalAlias", "SeasonContentID", "SeasonAltID", "SeasonID")
EPISODE = Columns("EpisodeTitleInternalAlias", "EpisodeContentID", "EpisodeAltID", "EpisodeTitleID")


class Identity:
    """Reads what titles are called.

    Args:
        licensor: The licensor of pvsync.yaml, which a document need not name.
        notes: Takes findings.
    """

    def __init__(self, licensor: str, notes: Notes) -> None:
        self._licensor = licensor
        self._notes = notes

    def ids(self, facts: Facts, columns: Columns, alid: str) -> Document:
        """Metadata id, alternative id and EIDR, where they are not the ALID."""
        found: Document = {}
        content_id, eidr = facts.text(columns.content_id), facts.text(columns.eidr)
        if content_id and not eidr and values.eidr(content_id):
            content_id, eidr = "", content_id  # as 1.6 has it, which has no column of its own for an EIDR
        for key, column, text in (
            ("content_id", columns.content_id, content_id),
            ("alt_id", columns.alt_id, facts.text(columns.alt_id)),
        ):
            if text and text != alid:
                if is_alid(text):
                    found[key] = text
                else:
                    self._say_no_id(facts, column, text)
        if eidr and values.eidr(eidr):
            found["eidr"] = eidr
        elif eidr:
            self._notes.say(
                codes.WITHOUT_PLACE,
                facts.at(columns.eidr),
                columns.eidr,
                f"`{eidr}` is not an EIDR; it is left out",
                "nothing, or write the EIDR: `10.5240/...`",
            )
        return found

    def name(self, facts: Facts, columns: Columns) -> Document:
        """The title."""
        if text := facts.text(columns.title):
            return {"title": text}
        self.say_missing(facts, columns.title)
        return {}

    def owner(self, facts: Facts) -> Document:
        """Licensor and shared entitlements."""
        found: Document = {}
        licensor = facts.text("DisplayName")
        if licensor and licensor != self._licensor:
            found["licensor"] = licensor
        entitlements: list[Plain] = [
            {"ecosystem": ecosystem, "id": text}
            for column, ecosystem in _ENTITLEMENTS.items()
            if (text := facts.text(column))
        ]
        if entitlements:
            found["entitlements"] = entitlements
        return found

    def number(self, facts: Facts, column: str, key: str) -> Document:
        """A whole number."""
        text = facts.text(column)
        if not text:
            self.say_missing(facts, column)
            return {}
        if not (text.isascii() and text.isdigit()):
            message = f"`{text}` is not a whole number"
            self._notes.say(codes.NOT_UNDERSTOOD, facts.at(column), column, message, "write digits only: `8`")
        return {key: str(int(text)) if text.isascii() and text.isdigit() else text}

    def discount(self, facts: Facts) -> Document:
        """The discount of a bundle, in percent (bundles, RetailerSpare1)."""
        text = facts.text("RetailerSpare1")
        if not text:
            return {}
        if not (text.isascii() and text.isdigit() and int(text) <= _PERCENT):
            self._notes.say(
                codes.NOT_UNDERSTOOD,
                facts.at("RetailerSpare1"),
                "RetailerSpare1",
                f"`{text}` is not a discount in percent",
                _percent_hint(text),
            )
        return {"discount": text}

    def say_missing(self, facts: Facts, column: str) -> None:
        """Say that a cell of a title is empty in all of its rows."""
        self._notes.say(
            codes.MISSING,
            facts.spot,
            column,
            f"`{column}` is empty in every row of the title",
            "fill it in each row",
        )

    def _say_no_id(self, facts: Facts, column: str, text: str) -> None:
        self._notes.say(
            codes.WITHOUT_PLACE,
            facts.at(column),
            column,
            f"`{text}` cannot be an id; it is left out, and the ALID stands in its place",
            "nothing, or an id of letters, digits and . _ : @ -",
        )


def _percent_hint(text: str) -> str:
    """What to write for a cell in the format of percents, which holds `0.25` where people see `25%`."""
    number = text.rstrip("% ")
    part = float(number) if _DECIMAL.fullmatch(number) else 0.0
    percent = part if text.endswith("%") else part * _PERCENT
    if 0 < percent <= _PERCENT and percent == round(percent):
        return f"write `{round(percent)}`, as a plain number"
    return "write a whole number from 0 to 100, without a sign: `30`"

"""The findings that reading and building the catalog can make: code, name and severity in one table."""

from dataclasses import dataclass

from pvsync.diagnostics import Finding, Place, Related, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding.

    Args:
        code: `PV` and three digits.
        name: Named for the pattern found.
        severity: What follows from it.
    """

    code: str
    name: str
    severity: Severity = Severity.ERROR

    def at(self, place: Place | None, message: str, hint: str, related: tuple[Related, ...] = ()) -> Finding:
        """A finding of this kind."""
        return Finding(self.code, self.name, self.severity, message, hint, place, related)


FILE_UNREADABLE = Code("PV001", "file-unreadable")
NOT_UTF8 = Code("PV002", "not-utf-8")
FILE_EMPTY = Code("PV003", "file-empty", Severity.WARNING)
YAML_SYNTAX = Code("PV004", "yaml-syntax")
DUPLICATE_KEY = Code("PV005", "duplicate-key")
YAML_TAG = Code("PV006", "yaml-tag")
YAML_MERGE = Code("PV007", "yaml-merge-key")
ALIAS_BOMB = Code("PV008", "alias-bomb")
KEY_NOT_TEXT = Code("PV009", "key-not-text")
NOT_A_DOCUMENT = Code("PV010", "not-a-document")
UNKNOWN_KIND = Code("PV011", "unknown-kind")
UNKNOWN_KEY = Code("PV012", "unknown-key")
MISSING_KEY = Code("PV013", "missing-key")
WRONG_TYPE = Code("PV014", "wrong-type")
WRONG_VALUE = Code("PV015", "wrong-value")
TOO_DEEP = Code("PV016", "nested-too-deeply")
CATALOG_EMPTY = Code("PV017", "catalog-empty", Severity.WARNING)

DUPLICATE_ALID = Code("PV101", "duplicate-alid")
DUPLICATE_NAME = Code("PV102", "duplicate-deal-name")
UNKNOWN_DEAL = Code("PV103", "unknown-deal")
DEAL_CYCLE = Code("PV104", "deal-cycle")
DEAL_OVERRIDE = Code("PV105", "deal-override")
UNKNOWN_SERIES = Code("PV106", "unknown-series")
UNKNOWN_TERRITORY = Code("PV107", "unknown-territory")
UNKNOWN_CHANNEL = Code("PV108", "unknown-channel")
CHANNEL_MISSING = Code("PV109", "channel-missing")
CHANNEL_UNUSED = Code("PV110", "channel-on-other-licence")
AVAIL_INCOMPLETE = Code("PV111", "avail-incomplete")
UNKNOWN_AVAIL_KEY = Code("PV112", "unknown-avail-key")
DUPLICATE_AVAIL_KEY = Code("PV113", "duplicate-avail-key")
MIXED_AVAIL_KEYS = Code("PV114", "avails-with-and-without-key")
NO_TERRITORY_LEFT = Code("PV115", "no-territory-left")
OPEN_END = Code("PV116", "open-end")
PRICE_FITS_NOTHING = Code("PV117", "price-fits-nothing")
PRICE_AMBIGUOUS = Code("PV118", "price-ambiguous")
PRICE_MISSING = Code("PV119", "price-missing")
PRICE_TWICE = Code("PV120", "price-in-two-forms")
ID_AMBIGUOUS = Code("PV121", "id-for-several-transactions")
DUPLICATE_ID = Code("PV122", "duplicate-transaction-id")
REPEATED_VALUE = Code("PV123", "repeated-value")
EXCEPT_UNUSED = Code("PV124", "except-names-nothing", Severity.WARNING)
DUPLICATE_NUMBER = Code("PV125", "duplicate-episode-number")
EPISODE_PRICE_UNUSED = Code("PV127", "episode-prices-outside-a-season")
DUPLICATE_SEASON = Code("PV128", "duplicate-season-number")
DEAL_TOO_LARGE = Code("PV129", "deal-too-large")

DUPLICATE_BUNDLE = Code("PV130", "duplicate-bundle")
BUNDLE_FORMATS = Code("PV131", "bundle-of-several-formats")
BUNDLE_EMPTY = Code("PV132", "box-set-without-complete-season")
BUNDLE_NOT_YET = Code("PV133", "box-set-not-yet-complete", Severity.WARNING)
TOO_FEW_MEMBERS = Code("PV134", "too-few-members")
EXCLUSION_OCCUPIED = Code("PV135", "discount-exclusion-has-no-place")
UNKNOWN_TITLE = Code("PV136", "mention-of-unknown-title", Severity.WARNING)
RIGHTS_OF_NOTHING = Code("PV137", "rights-of-unknown-title", Severity.WARNING)

DELETE_UNCONFIRMED = Code("PV140", "delete-without-never-delivered")
DELETE_STARTED = Code("PV141", "delete-of-a-started-window")
PROTECTED = Code("PV142", "removal-of-a-protected-title")
REMOVAL_OF_OBSERVED = Code("PV143", "removal-of-an-observed-title")
REMOVAL_OF_NOTHING = Code("PV144", "removal-without-scopes")

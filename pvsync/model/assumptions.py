"""What the partner documents do not say, and the cautious reading taken: one named member each.

The numbers are those of the list of open questions in `docs/explanation/assumptions.md`. The emulator has a
switch of the same name for every member that a service could show, so that both readings can be tried.
"""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One open question and how it is read until a partner's sandbox answers it.

    Args:
        number: Its number in the list of open questions.
        question: What is not known.
        taken: The value in force; a literal where the question is about a literal.
        others: The readings that the emulator can show instead.
    """

    number: int
    question: str
    taken: str
    others: tuple[str, ...] = ()


ASSUMED_PATHS = frozenset({"members", "discount", "other_terms"})
"""Values of the normal form whose place on the wire is an assumption (open question 6)."""


class Assumption(Enum):
    """Every assumption about the service, by name."""

    THROTTLING = OpenQuestion(1, "the answer to too many requests", "429", ("429-retry-after", "503"))
    WRITE_ANSWER = OpenQuestion(
        1, "the body of a PUT, DELETE or validate answer", "message", ("empty", "echo")
    )
    RESOURCE_ACCESS = OpenQuestion(
        1, "what a key that may only read, or only write, is answered", "read-write", ("read", "write")
    )
    BUNDLE_PARTS = OpenQuestion(
        1,
        "whether a PUT or validate of a bundle is held against the seasons or movies that are live",
        "held-against",
        ("ignored",),
    )
    GET_WRAPPER = OpenQuestion(2, "whether GET wraps its answer as PUT does", "avail", ("bare",))
    PAST_WINDOWS = OpenQuestion(2, "whether GET still shows windows that are over", "kept", ("dropped",))
    CHANNEL_SCOPE = OpenQuestion(
        3, "what a PUT replaces in a scope with several channels or contracts", "business-line", ("channel",)
    )
    TERRITORIES_PER_PUT = OpenQuestion(4, "whether one PUT may span territories", "one", ("many",))
    PARTIAL_EXTRACT = OpenQuestion(5, "the extract model that holds only changes", "not built")
    SPEC_VERSION = OpenQuestion(
        6, "whether Compatibility.SpecVersion must be sent", "optional", ("required", "refused")
    )
    FREE_BUSINESS_LINE = OpenQuestion(6, "the literal of the free business line", "FVOD", ("VOD",))
    CHANNELS_BUSINESS_LINE = OpenQuestion(
        6, "the literal of the channels business line", "CHANNELS", ("CHANNEL",)
    )
    BUNDLE_MEMBERS_PLACE = OpenQuestion(
        6, "where a collection's members stand in JSON", "Asset[].BundledAsset[].BundledALID"
    )
    BUNDLE_DISCOUNT_PLACE = OpenQuestion(6, "where a bundle's discount stands in JSON", "RetailerSpare1")
    OTHER_TERMS_PLACE = OpenQuestion(6, "where OtherTerms stands in JSON", "OtherTerms")
    DISCOUNT_EXCLUSION = OpenQuestion(
        6, "the English literal that excludes a title from a discount", "Excluded from bundle discount"
    )
    DELETE_QUALIFIERS = OpenQuestion(
        7, "what DELETE needs beside the scope", "contract-or-channel", ("none", "both")
    )
    BATCH_BODY = OpenQuestion(8, "whether a batch body is a bare array", "array", ("object",))
    BATCH_PATH = OpenQuestion(
        8, "whether the path of a batch item begins with /v1", "without-v1", ("with-v1",)
    )
    BATCH_SIZE = OpenQuestion(8, "how many items a batch may hold", "25", ("100",))
    REQUIRED_FIELDS = OpenQuestion(9, "which fields a work type requires", "as in the mapping table")
    DATE_ZONE = OpenQuestion(10, "the time zone of a bare date", "eastern-most of the territory")
    END_INCLUSIVE = OpenQuestion(10, "whether an end date is the last day of the window", "inclusive")
    DATASETS_FORM = OpenQuestion(
        11, "the form of dataset files and answers", "CSV with header, {total, next, data}"
    )
    WITHDRAWAL = OpenQuestion(
        12, "how a scope with several windows is withdrawn", "open ended, future left out"
    )
    BATCH_SAME_ALID = OpenQuestion(13, "whether scopes of one ALID may share a batch", "yes", ("no",))
    ECHO = OpenQuestion(14, "whether GET shows every field that PUT accepted", "all", ("supported",))
    PRIME_CHANNEL = OpenQuestion(
        15, "whether Prime Video's own subscription is named as a ChannelIdentity", "a4k only"
    )
    STATUS_ANSWER = OpenQuestion(
        16, "what the two status endpoints answer", "nothing is taken: shown as it comes, and decides nothing"
    )
    TERMS_MEMBER = OpenQuestion(17, "whether the terms of a transaction stand in Terms or Term", "Terms")
    ALLOWED_LANGUAGES_MEMBER = OpenQuestion(
        17, "whether allowed languages stand in AllowedLanguage or AllowedLanguages", "AllowedLanguage"
    )
    PUT_WRAPPER = OpenQuestion(17, "whether a PUT body is wrapped in avail", "avail")
    DATASETS_EVENTS = OpenQuestion(
        17, "the English literals of events in the datasets", "as translated from the only printed list"
    )
    AVOD_BUSINESS_LINE = OpenQuestion(17, "the business line of AVOD", "none: AVOD is not carried")

    @property
    def taken(self) -> str:
        """The value in force."""
        return self.value.taken

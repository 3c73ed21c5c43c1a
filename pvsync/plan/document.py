"""The plan file as pydantic documents: the published contract that `apply` and other tools read."""

from typing import Literal

from pydantic import ConfigDict, Field

from pvsync.model.plan import FORMAT_VERSION
from pvsync.plan.document_guards import GuardDocument
from pvsync.plan.document_impact import ImpactDocument
from pvsync.plan.document_parts import Instant, Part, ScopeDocument
from pvsync.plan.document_standing import ExtraChangeDocument, KeptDocument, SettlingDocument

ValueDocument = str | bool | int | list[str]


class SeriesPart(Part):
    """The series of a season or episode."""

    content_id: str
    title: str
    seasons: int | None


class SeasonPart(Part):
    """The season of an episode."""

    alid: str
    content_id: str
    title: str
    number: int | None
    episode_count: int | None


class TitleDocument(Part):
    """What is offered."""

    work_type: Literal["movie", "short", "season", "episode", "series", "collection", "trailer", "bonus"]
    alid: str
    content_id: str
    title: str
    number: int | None = None
    episode_count: int | None = None
    season: SeasonPart | None = None
    series: SeriesPart | None = None
    complete_seasons: int | None = Field(None, description="Of a box set: the seasons that it holds.")
    members: list[str] = Field(
        default_factory=list, description="Of a collection: ALIDs in the order in which they are sent."
    )
    of: str = Field("", description="Of a trailer or bonus: ALID of its title.")


class UnclearPart(Part):
    """What live says at a place that pvsync knows, in a form that it does not."""

    text: str
    wire: dict[str, str] = Field(description="The members of the wire, each as JSON text.")


class TransactionDocument(Part):
    """How it is offered, in our own words."""

    id: str | None
    license: str
    territory: str
    format: str
    channel: str | None = None
    contract: str | None = None
    start: Instant | None
    end: Instant | None
    languages: dict[Literal["asset", "allowed", "holdback"], list[str]] = Field(default_factory=dict)
    license_rights: str | None = None
    instructions: str | None = None
    other_terms: str | None = None
    discount: int | None = None
    terms: dict[str, str | bool] = Field(
        default_factory=dict, description="Terms by our name; money as `6.99 USD`."
    )
    extra: dict[str, str] = Field(
        default_factory=dict, description="Wire members whose names nobody knows, each as JSON text."
    )
    unclear: dict[str, UnclearPart] = Field(
        default_factory=dict, description="What live says in a form that pvsync does not know, by path."
    )


class EntitlementDocument(Part):
    """A shared entitlement."""

    ecosystem: str
    id: str


class AvailDocument(Part):
    """Everything offered in one scope."""

    licensor: str
    title: TitleDocument
    entitlements: list[EntitlementDocument] = Field(default_factory=list)
    transactions: list[TransactionDocument]
    extra: dict[str, str] = Field(default_factory=dict)
    unclear: dict[str, UnclearPart] = Field(default_factory=dict)


class SourceDocument(Part):
    """Where git says a value."""

    file: str
    line: int
    column: int
    commit: str | None
    author: str | None
    removed: bool
    at: Instant | None = Field(None, description="when that commit was written")


class FieldDocument(Part):
    """One value that changes."""

    path: str
    before: ValueDocument | None
    after: ValueDocument | None
    cause: Literal["intent", "drift", "both", "dated", "behind", "unknown"]
    assumed: bool = Field(
        default=False,
        description="Whether the documents do not say where this value stands on the wire; see the list of assumptions.",
    )
    source: SourceDocument | None


class RowDocument(Part):
    """One transaction of a changed scope: indexes into the transactions of before and after."""

    label: str
    fate: Literal["added", "changed", "same", "ended", "omitted", "kept"]
    before: int | None
    after: int | None


class ChangeDocument(Part):
    """What happens to one scope."""

    scope: ScopeDocument
    action: Literal["create", "replace", "withdraw", "delete", "forget"]
    kind: str
    title: str
    reason: str
    before: AvailDocument | None
    after: AvailDocument | None
    fields: list[FieldDocument]
    rows: list[RowDocument]
    fingerprint: str
    needs: list[ScopeDocument] = Field(
        description="Scopes to be accepted before this one is sent; of one with `first`, that first write is enough."
    )
    first: AvailDocument | None = Field(
        None,
        description="Of a bundle that is written twice: what is sent before its members, `after` following them. "
        "Left out where one write is enough.",
    )


class SeasonMoveDocument(Part):
    """A season that comes to be sold otherwise; nothing that is sent says so, the starts of its episodes do."""

    scope: ScopeDocument
    title: str
    before: Instant | None = Field(
        description="From when it is a season offer live; null where it is one, or not for sale."
    )
    after: Instant | None = Field(description="The same as desired; null where it is a season offer.")
    is_new: bool = Field(description="Whether it is not for sale live.")


class UndoingDocument(Part):
    """The run that a plan undoes."""

    run: str
    commits: list[str] = Field(
        description="Commits that said what the run brought, newest first: git goes on saying it until they are reverted."
    )


class UnreadDocument(Part):
    """A scope without an answer."""

    scope: ScopeDocument
    why: str


class PlaceDocument(Part):
    """A range in a file."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class RelatedDocument(Part):
    """A second place."""

    message: str
    place: PlaceDocument


class FindingDocument(Part):
    """One finding about the catalog."""

    code: str
    name: str
    severity: Literal["error", "warning", "notice"]
    message: str
    hint: str
    place: PlaceDocument | None
    related: list[RelatedDocument]


class CoverageDocument(Part):
    """What was looked at."""

    scopes_desired: int
    scopes_read: int
    complete: bool
    selection: list[str]
    not_checked: list[str]


class EstimateDocument(Part):
    """What applying costs at least."""

    requests: int
    seconds: float


class PlanDocument(Part):
    """A plan as `pvsync plan --out` writes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, title="pvsync plan")

    format_version: Literal["1"] = Field(
        FORMAT_VERSION, description="Raised when a reader of this version could go wrong."
    )
    plan_id: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 over the canonical rest.")
    pvsync_version: str
    environment: str
    licensor: str
    commit: str | None
    dirty: bool
    base: str | None
    as_of: Instant
    simulated: bool
    valid_until: Instant | None
    created_at: Instant
    coverage: CoverageDocument
    summary: dict[Literal["create", "replace", "withdraw", "delete", "forget"], int]
    changes: list[ChangeDocument]
    unread: list[UnreadDocument]
    guards: list[GuardDocument]
    diagnostics: list[FindingDocument]
    estimate: EstimateDocument
    zones: dict[str, str]
    seasons: list[SeasonMoveDocument] = Field(
        default_factory=list,
        description="Seasons that become season passes or season offers; left out where there are none.",
    )
    undoes: UndoingDocument | None = Field(
        None, description="The run that it undoes; left out of a plan that comes from the catalog."
    )
    kept: list[KeptDocument] = Field(
        default_factory=list,
        description="Live transactions that others own (`foreign: keep`); left out where there are none.",
    )
    settling: list[SettlingDocument] = Field(
        default_factory=list,
        description="Scopes that do not show yet what a run sent; left out where there are none.",
    )
    extra: list[ExtraChangeDocument] = Field(
        default_factory=list,
        description="What live says under names that pvsync does not know, where no receipt says that it was so after "
        "the last apply; it stays as it is. Left out where there is nothing.",
    )
    impact: ImpactDocument | None = Field(
        None,
        description="Who watched what the plan hits; left out where nobody asked (`pvsync plan --impact`).",
    )
    url: str = Field("", description="Address of the service; left out by versions that did not write it.")
    tree: str = Field(
        "",
        description="Hash of the configuration and catalog files that it was made from, as the commit holds them; "
        "left out where no commit holds them.",
    )
    uncommitted: list[str] = Field(
        default_factory=list,
        description="Why no commit holds them, one sentence for each reason, with the files; left out where one does.",
    )
    trust: str = Field(
        "",
        pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})?$",
        description="Commit whose addresses, credentials, guards, `remote`, `on_removal` and `datasets` were taken "
        "(`pvsync plan --trust`); left out where they are those of the files.",
    )
    loosens: list[str] = Field(
        default_factory=list,
        description="What the change loosens or alters of these settings, or of `protect`, one sentence each; left out "
        "where it does not.",
    )

"""What a plan leaves as it is, as parts of a plan file."""

from pydantic import Field

from pvsync.plan.document_parts import Instant, Part, ScopeDocument


class KeptDocument(Part):
    """A live transaction that others own, and that stays as it is."""

    scope: ScopeDocument
    title: str
    offer: str = Field(description="Licence, format, channel and contract.")
    start: Instant | None
    end: Instant | None
    in_doubt: bool = Field(
        description="Whether it may have been declared or sent once: history or runs are not known in full."
    )


class SettlingDocument(Part):
    """A scope in which live still shows what was there before a run."""

    scope: ScopeDocument
    title: str
    run: str = Field(description="The run that sent what does not show yet.")
    at: Instant = Field(description="When that run was done.")
    until: Instant = Field(description="From when on it is drift.")
    is_all: bool = Field(description="Whether live and git differ in nothing else.")


class ExtraChangeDocument(Part):
    """What live says in a scope under names that pvsync does not know, where no receipt says that it was so."""

    scope: ScopeDocument
    title: str
    run: str = Field(description="The run that left something else there; empty where no receipt tells.")
    said: list[str] = Field(description="What differs from that, else what is there.")

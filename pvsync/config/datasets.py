"""`datasets:` of `pvsync.yaml`: the Slate Datasets API, what is read of it, and where its store is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, PlainValidator, WithJsonSchema

from pvsync.catalog import codes
from pvsync.catalog.documents.base import Keys
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.scalars import Territory, Text, in_short, suggestion, wrong
from pvsync.config.references import FileReference, Reference, Url
from pvsync.datasets.assumed import (
    AUTHORIZE_URL,
    BASE_URL,
    REDIRECT_URI,
    TOKEN_URL,
    Assumed,
    DatasetIds,
    Members,
)
from pvsync.diagnostics import Finding
from pvsync.model.zones import EASTERN_MOST

STORE = ".pvsync/datasets"
"""Where the store is unless the configuration says otherwise; what the emulator serves goes to `local` below it."""

_MARKETPLACE = re.compile(r"[1-9]\d{0,17}")
_SEGMENT = re.compile(r"(?!\.{1,2}\Z)[A-Za-z0-9._:~@+-]{1,200}")
_MEMBER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}")


def _redirect(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        good = parts.scheme in {"http", "https"} and parts.hostname == "localhost" and parts.port != 0
    except ValueError:
        good = False
    if not good or re.search(r"[@?#\s]", text):
        raise wrong(
            "this is not an address of this machine's own page",
            "write the return address that the security profile allows: `https://localhost:8455/`",
        )
    return text


def _segment(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if _SEGMENT.fullmatch(text) is None:
        raise wrong(
            f"`{in_short(text)}` cannot be an id of Slate", "write it as `pvsync datasets list` shows it"
        )
    return text


def _member_name(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if _MEMBER.fullmatch(text) is None:
        raise wrong(f"`{in_short(text)}` cannot be a name in an answer", "write letters, digits and `_` only")
    return text


SlateId = Annotated[str, PlainValidator(_segment), WithJsonSchema({"type": ["string", "number"]})]
MemberName = Annotated[str, PlainValidator(_member_name), WithJsonSchema({"type": "string"})]
Redirect = Annotated[
    str, PlainValidator(_redirect), WithJsonSchema({"type": "string", "pattern": "^https?://localhost"})
]


class MemberKeys(Keys):
    """Names in the answers of the Datasets API, which no document shows; version 1's are taken."""

    items: MemberName | None = Field(None, description="The list of a page (`data` by itself).")
    total: MemberName | None = Field(None, description="How many there are on all pages (`total`).")
    next: MemberName | None = Field(None, description="Address of the next page (`next`).")
    id: MemberName | None = Field(None, description="Id of an account, group, business or dataset (`id`).")
    name: MemberName | None = Field(None, description="Its name (`name`).")
    file_name: MemberName | None = Field(None, description="Name of a file (`name`).")
    file_url: MemberName | None = Field(
        None, description="Address of a file for 60 minutes (`downloadUrl`).", examples=["url"]
    )
    file_time: MemberName | None = Field(None, description="When a file came out (`modifiedDate`).")


class DatasetIdKeys(Keys):
    """Ids of the three datasets, where they are neither ids nor names of that word."""

    subscription: SlateId | None = Field(None, description="Id of the subscription dataset.")
    playback: SlateId | None = Field(None, description="Id of the playback dataset.")
    catalog: SlateId | None = Field(None, description="Id of the catalog dataset.")


class DatasetsKeys(Keys):
    """The Slate Datasets API and its local store."""

    client_id: Reference | None = Field(
        None,
        description="Client id of the security profile, by reference.",
        examples=["env:PV_LWA_CLIENT_ID"],
    )
    client_secret: Reference | None = Field(
        None, description="Its client secret, by reference.", examples=["env:PV_LWA_CLIENT_SECRET"]
    )
    account: SlateId | None = Field(
        None, description="Slate account, where there are several.", examples=["123"]
    )
    group: SlateId | None = Field(None, description="Group of businesses, where there are several.")
    business: SlateId | None = Field(None, description="Channel or studio, where there are several.")
    marketplaces: dict[str, list[Territory]] = Field(
        default_factory=dict,
        description="Territories of each marketplace id of the datasets, as you know them: Prime Video prints no table.",
        examples=[{"1": ["US"]}],
    )
    store: Text = Field(STORE, description="Folder of the local store.", examples=[STORE])
    base_url: Url = Field(BASE_URL, description="Address of the Datasets API.", examples=[BASE_URL])
    token_url: Url = Field(
        TOKEN_URL, description="Where tokens come from.", examples=["https://api.amazon.co.uk/auth/o2/token"]
    )
    authorize_url: Url = Field(
        AUTHORIZE_URL, description="Where a person consents (an assumption).", examples=[AUTHORIZE_URL]
    )
    redirect_uri: Redirect = Field(
        REDIRECT_URI,
        description="Where the browser comes back to: one of the security profile's allowed return URLs.",
        examples=[REDIRECT_URI],
    )
    scope: Text | None = Field(
        None, description="Scope of the consent, as Slate's page on application authorization prints it."
    )
    ca: FileReference | None = Field(
        None,
        description="Certificate authority, where it is not a public one.",
        examples=["file:proxy-ca.pem"],
    )
    members: MemberKeys = Field(
        default_factory=MemberKeys, description="Names in the answers (an assumption)."
    )
    ids: DatasetIdKeys = Field(default_factory=DatasetIdKeys, description="Ids of the datasets.")


@dataclass(frozen=True, slots=True)
class DatasetsConfig:
    """The Slate Datasets API as one environment sees it.

    Args:
        base_url: Address of the service, with its version.
        token_url: Where tokens come from.
        authorize_url: Where a person consents.
        redirect_uri: Where the browser comes back to; port 0 for any free one.
        client_id: Reference to the client id, None where nobody said.
        client_secret: Reference to the client secret, None where nobody said.
        ca: Reference to the authority, None for the public ones.
        account: Slate account, None to take the only one.
        group: Group of businesses, None to take the only one.
        business: Channel or studio, None to take the only one.
        store: Folder of the store, relative to the configuration.
        marketplaces: Territories by marketplace id.
        assumed: What the documents leave out.
        is_emulated: Whether the emulator answers.
    """

    base_url: str = BASE_URL
    token_url: str = TOKEN_URL
    authorize_url: str = AUTHORIZE_URL
    redirect_uri: str = REDIRECT_URI
    client_id: str | None = None
    client_secret: str | None = None
    ca: str | None = None
    account: str | None = None
    group: str | None = None
    business: str | None = None
    store: str = STORE
    marketplaces: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    assumed: Assumed = field(default_factory=Assumed)
    is_emulated: bool = False

    def emulated(self, avails_url: str, folder: str) -> "DatasetsConfig":
        """The same for environment `local`: addresses, client and account are the emulator's, the store its own.

        Args:
            avails_url: Address of the emulated Avails API; the emulated datasets are at the next port.
            folder: State folder of the emulator.
        """
        parts = urlsplit(avails_url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        origin = f"https://{host}:{(parts.port or 443) + 1}"
        return DatasetsConfig(
            base_url=f"{origin}/apis/v2",
            token_url=f"{origin}/auth/o2/token",
            authorize_url=f"{origin}/ap/oa",
            redirect_uri="http://localhost:0/",
            client_id=f"file:{folder}/datasets/client-id",
            client_secret=f"file:{folder}/datasets/client-secret",
            ca=f"file:{folder}/ca.pem",
            store=f"{self.store}/local",
            marketplaces=self.marketplaces,
            assumed=Assumed(scope="emulated"),
            is_emulated=True,
        )


def judge_datasets(keys: DatasetsKeys, raw: RawDocument) -> Iterator[Finding]:
    """What is wrong with marketplaces beyond their form."""
    for marketplace, territories in keys.marketplaces.items():
        path = ("datasets", "marketplaces", marketplace)
        if _MARKETPLACE.fullmatch(marketplace) is None:
            yield codes.WRONG_VALUE.at(
                raw.key_place(path),
                f"`{in_short(marketplace)}` is not the id of a marketplace",
                "write the digits of `marketplace_id` in the datasets: `1`",
            )
        if not territories:
            yield codes.WRONG_VALUE.at(
                raw.place(path),
                f"marketplace {in_short(marketplace)} has no territory",
                "list its territories",
            )
        for index, territory in enumerate(territories):
            if territory not in EASTERN_MOST:
                yield codes.UNKNOWN_TERRITORY.at(
                    raw.place((*path, index)),
                    f"`{in_short(territory)}` is not a territory",
                    suggestion(territory, EASTERN_MOST, what="territories"),
                )


def datasets_config(keys: DatasetsKeys) -> DatasetsConfig:
    """The configuration that its keys state."""
    given = {
        name: getattr(keys, name)
        for name in (one.name for one in fields(DatasetsConfig))
        if name not in {"marketplaces", "assumed", "is_emulated"}
    }
    marketplaces = {int(name): tuple(territories) for name, territories in keys.marketplaces.items()}
    assumed = Assumed()
    return DatasetsConfig(
        **given,
        marketplaces=marketplaces,
        assumed=replace(
            assumed,
            scope=keys.scope or assumed.scope,
            members=replace(Members(), **keys.members.model_dump(exclude_none=True)),
            dataset_ids=replace(DatasetIds(), **keys.ids.model_dump(exclude_none=True)),
        ),
    )

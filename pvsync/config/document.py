"""The keys of `pvsync.yaml`, as written."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from pvsync.catalog.documents.base import Keys
from pvsync.catalog.documents.titles import KnownDriftOfTitles
from pvsync.catalog.scalars import AlidText, Count, ForeignText, Territory, Text, choice, wrong
from pvsync.config.datasets import DatasetsKeys
from pvsync.config.guards import GuardKeys
from pvsync.config.references import FileReference, Reference, Url
from pvsync.model.assumptions import Assumption

_REMOTE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_DECIMAL = re.compile(r"\d{1,6}(\.\d{1,3})?")


def _number(value: Any) -> float:
    text = value.strip() if isinstance(value, str) else ""
    if _DECIMAL.fullmatch(text) is None or float(text) <= 0:
        raise wrong("this is not a number above zero", "write digits: `10` or `9.5`")
    return float(text)


def _remote(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if _REMOTE.fullmatch(text) is None:
        raise wrong(
            "this is not the name of a git remote", "write the name that `git remote` lists: `origin`"
        )
    return text


Number = Annotated[float, PlainValidator(_number), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]


def _one_of(assumption: Assumption) -> Any:
    names = (assumption.value.taken, *assumption.value.others)
    return Annotated[
        str, PlainValidator(choice("a known reading", names)), WithJsonSchema({"enum": list(names)})
    ]


class CredentialKeys(Keys):
    """Where the credentials of an environment are; never what they are."""

    key: FileReference = Field(description="Private key, PEM.", examples=["file:client.key"])
    cert: FileReference = Field(description="Client certificate, PEM.", examples=["file:clientCert.pem"])
    ca: FileReference | None = Field(
        None,
        description="Certificate authority of the service, where it is not a public one.",
        examples=["file:cacert.pem"],
    )
    api_key: Reference = Field(description="API key.", examples=["env:PV_API_KEY"])


class EnvironmentKeys(Keys):
    """One environment; every key has a default in `local`, `sandbox` and `production`."""

    url: Url | None = Field(
        None, description="Address of the service.", examples=["https://partnerapi.primevideo.com"]
    )
    alias: AlidText | None = Field(None, description="Licensor alias in the path of every request.")
    rate: Number | None = Field(
        None, description="Requests per second that the service allows.", examples=["10"]
    )
    open: Count | None = Field(None, description="Requests that may be open at once.", examples=["5"])
    batch: Count | None = Field(None, description="Scopes in a request (open question 8).", examples=["25"])
    timeout: Number | None = Field(None, description="Seconds to wait for an answer.", examples=["60"])
    propagation_hours: Number | None = Field(
        None,
        description="Hours until a write shows everywhere (24, as the partner FAQ has it).",
        examples=["24"],
    )
    settling_seconds: Number | None = Field(
        None, description="Seconds to wait before a write of unknown outcome is read again.", examples=["10"]
    )
    credentials: CredentialKeys | None = Field(None, description="Where the credentials are.")
    foreign: ForeignText | None = Field(
        None,
        description="What becomes of live transactions that were never in git: `keep`, or `remove` as usual.",
        examples=["keep"],
    )
    spec_version: Text | None = Field(
        None, description="Compatibility.SpecVersion to send (open question 6)."
    )
    batch_body: _one_of(Assumption.BATCH_BODY) | None = Field(None, description="Open question 8.")  # type: ignore[valid-type]
    batch_path: _one_of(Assumption.BATCH_PATH) | None = Field(None, description="Open question 8.")  # type: ignore[valid-type]
    batch_same_alid: _one_of(Assumption.BATCH_SAME_ALID) | None = Field(None, description="Open question 13.")  # type: ignore[valid-type]


class LicensorKeys(Keys):
    """The licensor: its alias at Prime Video and the name it goes by."""

    alias: AlidText = Field(description="Vendor alias at Prime Video.", examples=["acme"])
    display_name: Text | None = Field(None, description="Name sent as licensor; the alias unless stated.")


def _licensor(value: Any) -> Any:
    return {"alias": value} if isinstance(value, str) else value


class PartnerKeys(Keys):
    """The partner as Prime Video's partner support knows it; for the mails of `pvsync onboard` and nothing else."""

    name: Text = Field(description="PartnerName of the mails.", examples=["Acme Pictures"])
    email: Text | None = Field(
        None,
        description="Whom an answer goes to, and who owns the certificate.",
        examples=["avails@example.com"],
    )


class ChannelKeys(Keys):
    """A channel that subscriptions may name."""

    benefit: Text | None = Field(
        None,
        description="Its benefit, which decides the business line; `Prime` and `A4K` are Prime Video's own.",
    )
    foreign: ForeignText | None = Field(
        None,
        description="The same as of an environment, for this channel's transactions alone.",
        examples=["keep"],
    )


def _channel(value: Any) -> Any:
    return {"benefit": value} if isinstance(value, str) and value else {} if value == "" else value


class ConfigDocument(Keys):
    """`pvsync.yaml`; `licensor: acme` alone is a complete file."""

    licensor: Annotated[
        LicensorKeys, BeforeValidator(_licensor, json_schema_input_type=AlidText | LicensorKeys)
    ] = Field(description="Who offers.", examples=["acme"])
    partner: PartnerKeys | None = Field(
        None,
        description="Who asks for access, for the mails of `pvsync onboard`.",
        examples=[{"name": "Acme Pictures", "email": "avails@example.com"}],
    )
    catalog: Text = Field("catalog", description="Folder of the catalog.", examples=["catalog"])
    dates: Annotated[
        str,
        PlainValidator(choice("a reading of dates", ("territory", "utc"))),
        WithJsonSchema({"enum": ["territory", "utc"]}),
    ] = Field("territory", description="Whether a bare date is a day in the territory or in UTC.")
    zones: dict[str, Text] = Field(
        default_factory=dict,
        description="Time zone of a territory's days, where not its eastern-most.",
        examples=[{"CA": "America/Toronto"}],
    )
    territory_groups: dict[str, list[Territory]] = Field(
        default_factory=dict,
        description="Names for several territories.",
        examples=[{"DACH": ["DE", "AT", "CH"]}],
    )
    classic_territories: list[Territory] = Field(
        default_factory=list,
        description="Territories of the Classic specification, as Prime Video told you; a season pass is sold there only.",
        examples=[["AU", "NZ"]],
    )
    fan_out: Annotated[
        str,
        PlainValidator(choice("an answer to fan-out territories", ("notice", "ignore"))),
        WithJsonSchema({"enum": ["notice", "ignore"]}),
    ] = Field(
        "notice",
        description="Whether a territory without those that belong with it (US without PR) is worth a notice.",
        examples=["ignore"],
    )
    channels: (
        dict[
            str,
            Annotated[
                ChannelKeys, BeforeValidator(_channel, json_schema_input_type=Text | ChannelKeys | None)
            ],
        ]
        | None
    ) = Field(None, description="Channels that exist; any name is taken where this is not given.")
    on_removal: Annotated[
        str,
        PlainValidator(choice("an answer to what has left", ("refuse", "withdraw", "delete", "forget"))),
        WithJsonSchema({"enum": ["refuse", "withdraw", "delete", "forget"]}),
    ] = Field(
        "refuse",
        description="What happens to a live scope that left the catalog without a word: `refuse` asks for one.",
        examples=["withdraw"],
    )
    drift_known: list[KnownDriftOfTitles] = Field(
        default_factory=list,
        description="Differences that are expected until a day, by title; a title's own document can say the same.",
    )
    guards: GuardKeys = Field(
        default_factory=GuardKeys,
        description="What a plan may do without an approval.",
        examples=[{"going_dark": {"count": 20, "share": 25}, "delta": {"share": 50}}],
    )
    remote: Annotated[str, PlainValidator(_remote), WithJsonSchema({"type": "string"})] | None = Field(
        None,
        description="Git remote that keeps the trail and the lease of an apply: `origin` where there is one; `none` for neither.",
        examples=["origin"],
    )
    environments: dict[str, EnvironmentKeys] = Field(
        default_factory=dict, description="Environments by name."
    )
    datasets: DatasetsKeys = Field(
        default_factory=DatasetsKeys,
        description="The Slate Datasets API and its local store; environment `local` asks the emulator instead.",
        examples=[{"client_id": "env:PV_LWA_CLIENT_ID", "client_secret": "env:PV_LWA_CLIENT_SECRET"}],
    )

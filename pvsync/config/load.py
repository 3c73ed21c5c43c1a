"""`pvsync.yaml` from its bytes to a configuration, or all that is wrong with it, each at its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pvsync.catalog import codes
from pvsync.catalog.merge import Origin, Report
from pvsync.catalog.raw import RawDocument
from pvsync.catalog.reader import read_documents
from pvsync.catalog.removals import known_drift
from pvsync.catalog.scalars import in_short, suggestion
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.shape import fill
from pvsync.catalog.source import SourceFile
from pvsync.config.datasets import DatasetsConfig, datasets_config, judge_datasets
from pvsync.config.document import ConfigDocument
from pvsync.config.environment import EMULATOR_FOLDER, Environment, environments, is_built_in
from pvsync.diagnostics import Finding, Place
from pvsync.errors import UsageError
from pvsync.model.drift import KnownDrift
from pvsync.model.guarded import Threshold
from pvsync.model.standing import Foreign
from pvsync.model.zones import EASTERN_MOST, Zones
from pvsync.rules.verdicts import usual_thresholds

CONFIG_NAME = "pvsync.yaml"
_GROUP_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")  # what `territories:` takes


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration.

    Args:
        root: Folder that holds the file; every path in it is relative to this one.
        file: Name of the file, relative to the root.
        licensor: Vendor alias at Prime Video.
        display_name: Name sent as licensor.
        catalog: Folder of the catalog, relative to the root.
        zones: How bare dates become instants.
        groups: Territories by name of their group.
        benefits: Benefit by channel.
        channels: Channels that exist, None where any name is taken.
        classic_territories: Territories of the Classic specification, empty where the partner does not say.
        asks_for_fan_out: Whether rules ask for the territories that belong with another.
        environments: Environments by name.
        on_removal: What happens to a live scope that left the catalog without a word.
        guards: What each guard lets pass, by its name.
        drift_known: Differences that are expected until a day.
        remote: Git remote that keeps trail and lease, `none` for neither, None where the file does not say.
        partner: The partner's name in mails, empty where the file does not say.
        email: Whom an answer goes to, empty where the file does not say.
        foreign_channels: What becomes of live transactions that were never ours, by channel, where the file says so.
        datasets: The Slate Datasets API, as the file states it; `datasets_of` is what an environment uses.
        trust: The commit whose trust settings these are; empty where they are the file's own.
    """

    root: Path
    file: str
    licensor: str
    display_name: str
    catalog: str
    zones: Zones
    groups: dict[str, tuple[str, ...]]
    benefits: dict[str, str]
    channels: frozenset[str] | None
    classic_territories: frozenset[str]
    asks_for_fan_out: bool
    environments: dict[str, Environment]
    on_removal: str = "refuse"
    guards: Mapping[str, Threshold] = field(default_factory=usual_thresholds)
    drift_known: tuple[KnownDrift, ...] = ()
    remote: str | None = None
    partner: str = ""
    email: str = ""
    foreign_channels: Mapping[str, Foreign] = field(default_factory=dict)
    datasets: DatasetsConfig = field(default_factory=DatasetsConfig)
    trust: str = ""

    def environment(self, name: str) -> Environment:
        """One environment.

        Raises:
            UsageError: If there is none of that name.
        """
        found = self.environments.get(name)
        if found is None:
            raise UsageError(
                f"there is no environment `{name}`",
                advice=suggestion(name, self.environments, what="environments"),
            )
        return found

    def datasets_of(self, environment: Environment) -> DatasetsConfig:
        """The Datasets API and the store of one environment: there is one service of it, beside the emulator's."""
        if environment.name != "local":
            return self.datasets
        return self.datasets.emulated(environment.url, EMULATOR_FOLDER)

    def catalog_settings(self, as_of: datetime) -> CatalogSettings:
        """What the catalog needs to know of the configuration."""
        return CatalogSettings(
            licensor=self.display_name,
            as_of=as_of,
            zones=self.zones,
            groups=self.groups,
            benefits=self.benefits,
            channels=self.channels,
        )


def find_config(start: Path) -> Path:
    """The nearest `pvsync.yaml` in a folder or above it.

    Raises:
        UsageError: If there is none.
    """
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder / CONFIG_NAME
    raise UsageError(
        f"there is no {CONFIG_NAME} in this folder or above it",
        advice="write one: `licensor: acme` alone is a complete file",
    )


def load_config(root: Path, source: SourceFile) -> tuple[Config | None, list[Finding]]:
    """A configuration, or all that is wrong with its file."""
    raws, findings = read_documents(source)
    findings = [finding for finding in findings if finding.code != codes.FILE_EMPTY.code]
    if not raws:
        missing = codes.MISSING_KEY.at(Place(source.name), "`licensor` is missing", "add `licensor: acme`")
        return None, findings or [missing]
    raw = raws[0]
    if len(raws) > 1:
        findings.append(
            codes.NOT_A_DOCUMENT.at(
                raws[1].place(()),
                f"{CONFIG_NAME} holds one document",
                "remove the line `---` and what follows",
            )
        )
    if not isinstance(raw.data, dict):
        findings.append(
            codes.NOT_A_DOCUMENT.at(
                raw.place(()), f"{CONFIG_NAME} is a group of keys", "begin with `licensor: acme`"
            )
        )
        return None, findings
    document, problems = fill(ConfigDocument, raw)
    findings.extend(problems)
    if document is None:
        return None, findings
    findings.extend(_judge(document, raw))
    known = _known_drift(document, raw, findings.append)
    return (None if findings else replace(_config(root, source.name, document), drift_known=known)), findings


def _known_drift(document: ConfigDocument, raw: RawDocument, report: Report) -> tuple[KnownDrift, ...]:
    groups = {name: tuple(territories) for name, territories in document.territory_groups.items()}
    settings = CatalogSettings(document.licensor.alias, datetime.min.replace(tzinfo=UTC), groups=groups)
    return tuple(
        known_drift(entry, entry.titles, Origin(raw, ("drift_known", index)), settings, report)
        for index, entry in enumerate(document.drift_known)
    )


def _judge(document: ConfigDocument, raw: RawDocument) -> Iterator[Finding]:
    for territory, zone in document.zones.items():
        place = raw.place(("zones", territory))
        if territory not in EASTERN_MOST:
            yield codes.UNKNOWN_TERRITORY.at(
                raw.key_place(("zones", territory)),
                f"`{territory}` is not a territory",
                "write the two letters of ISO 3166, such as `US`",
            )
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield codes.WRONG_VALUE.at(
                place, f"`{zone}` is not a time zone", "write its IANA name, such as `America/Toronto`"
            )
    yield from _judge_groups(document, raw)
    yield from judge_datasets(document.datasets, raw)
    for name, keys in document.environments.items():
        if not is_built_in(name) and keys.url is None:
            yield codes.MISSING_KEY.at(
                raw.key_place(("environments", name)),
                f"the environment `{name}` has no `url`",
                "add `url: https://...`",
            )


def _judge_groups(document: ConfigDocument, raw: RawDocument) -> Iterator[Finding]:
    for name, territories in document.territory_groups.items():
        if name in EASTERN_MOST:
            yield codes.WRONG_VALUE.at(
                raw.key_place(("territory_groups", name)),
                f"`{name}` is a territory already",
                "give the group a name of more than two letters",
            )
        elif _GROUP_NAME.fullmatch(name) is None:
            yield codes.WRONG_VALUE.at(
                raw.key_place(("territory_groups", name)),
                f"`{in_short(name)}` cannot be the name of a group",
                "use letters, digits, `_` and `-`, with a letter first: `DACH`",
            )
        if not territories:
            yield codes.WRONG_VALUE.at(
                raw.place(("territory_groups", name)),
                f"the group `{in_short(name)}` is empty",
                "list its territories",
            )
        for index, territory in enumerate(territories):
            if territory not in EASTERN_MOST:
                yield codes.UNKNOWN_TERRITORY.at(
                    raw.place(("territory_groups", name, index)),
                    f"`{territory}` is not a territory",
                    "write the two letters of ISO 3166, such as `US`; a group cannot hold another group",
                )


def _config(root: Path, name: str, document: ConfigDocument) -> Config:
    licensor = document.licensor
    channels = document.channels
    return Config(
        root=root,
        file=name,
        licensor=licensor.alias,
        display_name=licensor.display_name or licensor.alias,
        catalog=document.catalog,
        zones=Zones(document.zones, utc=document.dates == "utc"),
        groups={name: tuple(territories) for name, territories in document.territory_groups.items()},
        benefits={name: keys.benefit for name, keys in (channels or {}).items() if keys.benefit is not None},
        channels=None if channels is None else frozenset(channels),
        classic_territories=frozenset(document.classic_territories),
        asks_for_fan_out=document.fan_out == "notice",
        environments=environments(licensor.alias, document.environments),
        on_removal=document.on_removal,
        guards=document.guards.thresholds(),
        remote=document.remote,
        partner="" if document.partner is None else document.partner.name,
        foreign_channels={
            name: Foreign(keys.foreign) for name, keys in (channels or {}).items() if keys.foreign is not None
        },
        email="" if document.partner is None else document.partner.email or "",
        datasets=datasets_config(document.datasets),
    )

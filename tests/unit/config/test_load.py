"""`pvsync.yaml`: the one-line file, every key, every error at its place, and secrets that stay secret."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pvsync.catalog.source import SourceFile
from pvsync.config.load import Config, find_config, load_config
from pvsync.diagnostics import Finding
from pvsync.errors import UsageError

ROOT = Path("root")


def load(text: str | bytes) -> tuple[Config | None, list[Finding]]:
    return load_config(ROOT, SourceFile.of("pvsync.yaml", text.encode() if isinstance(text, str) else text))


def loaded(text: str) -> Config:
    config, findings = load(text)
    assert findings == []
    assert config is not None
    return config


def test_a_licensor_alone_is_a_complete_file() -> None:
    config = loaded("licensor: acme")

    assert (config.licensor, config.display_name, config.catalog, config.file) == (
        "acme",
        "acme",
        "catalog",
        "pvsync.yaml",
    )
    assert (config.groups, config.benefits, config.channels) == ({}, {}, None)
    assert (dict(config.zones.overrides), config.zones.utc) == ({}, False)
    assert sorted(config.environments) == ["local", "production", "sandbox"]
    assert config.root == ROOT


EVERYTHING = """
licensor: {alias: acme, display_name: Acme Pictures}
catalog: titles
dates: utc
zones: {CA: America/Toronto}
territory_groups: {DACH: [DE, AT, CH]}
channels: {mgm: , ours: Prime, starz: {benefit: Starz}}
environments:
  production:
    url: https://example.com/base/
    alias: acme-2
    rate: 9.5
    open: 3
    batch: 100
    timeout: 5
    propagation_hours: 1.5
    settling_seconds: 2
    credentials: {key: "file: client.key", cert: file:clientCert.pem, ca: file:cacert.pem, api_key: env:PV_API_KEY}
    spec_version: 1.7.3
    batch_body: object
    batch_path: with-v1
    batch_same_alid: no
  staging: {url: "https://staging.example.com:8443"}
"""


def test_every_key_is_taken() -> None:
    config = loaded(EVERYTHING)
    production, staging = config.environment("production"), config.environment("staging")

    assert (config.display_name, config.catalog, config.zones.utc) == ("Acme Pictures", "titles", True)
    assert config.zones.overrides == {"CA": "America/Toronto"}
    assert config.groups == {"DACH": ("DE", "AT", "CH")}
    assert config.benefits == {"ours": "Prime", "starz": "Starz"}
    assert config.channels == {"mgm", "ours", "starz"}
    assert (production.url, production.alias) == ("https://example.com/base", "acme-2")
    assert (production.rate, production.open, production.batch, production.timeout) == (9.5, 3, 100, 5)
    assert (production.propagation, production.settling) == (timedelta(minutes=90), timedelta(seconds=2))
    assert production.credentials is not None
    assert (production.credentials.key, production.credentials.api_key) == (
        "file:client.key",
        "env:PV_API_KEY",
    )
    assert production.credentials.ca == "file:cacert.pem"
    assert (production.spec_version, production.batch_body, production.batch_path) == (
        "1.7.3",
        "object",
        "with-v1",
    )
    assert production.batch_same_alid is False
    assert (staging.url, staging.alias, staging.rate) == ("https://staging.example.com:8443", "acme", 10)


@pytest.mark.parametrize(
    ("line", "asks"), [("", True), ("fan_out: notice", True), ("fan_out: ignore", False)]
)
def test_fan_out_territories_are_asked_for_unless_ignored(line: str, asks: bool) -> None:  # noqa: FBT001 - a case
    assert loaded(f"licensor: acme\n{line}\n").asks_for_fan_out is asks


def test_another_answer_to_fan_out_is_refused() -> None:
    config, (finding,) = load("licensor: acme\nfan_out: ignored\n")

    assert config is None
    assert (finding.code, finding.hint) == ("PV015", "did you mean `ignore`?")


def test_the_catalog_is_told_what_it_needs() -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    config = loaded(EVERYTHING)
    settings = config.catalog_settings(now)

    assert (settings.licensor, settings.as_of, settings.zones) == ("Acme Pictures", now, config.zones)
    assert (settings.groups, settings.benefits, settings.channels) == (
        config.groups,
        config.benefits,
        config.channels,
    )


ENVIRONMENT = "licensor: acme\nenvironments:\n  production: "


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "PV013", (1, 1)),
        ("# nothing yet\n", "PV013", (1, 1)),
        ("catalog: x\n", "PV013", (1, 1)),
        ("- acme\n", "PV010", (1, 1)),
        ("licensor: acme\n---\nlicensor: other\n", "PV010", (3, 1)),
        ("licensor: acme\nlicensor: other\n", "PV005", (2, 1)),
        ("licensor: a b\n", "PV015", (1, 11)),
        ("licensor: {display_name: x}\n", "PV013", (1, 11)),
        ("licensor: [acme]\n", "PV014", (1, 11)),
        ("licensor: acme\ncatlog: x\n", "PV012", (2, 1)),
        ("licensor: acme\ndates: local\n", "PV015", (2, 8)),
        ("licensor: acme\nzones: {CA: Toronto}\n", "PV015", (2, 13)),
        ("licensor: acme\nzones: {CA: ../etc/passwd}\n", "PV015", (2, 13)),
        ("licensor: acme\nzones: {CA: America}\n", "PV015", (2, 13)),
        ("licensor: acme\nzones: {UK: Europe/London}\n", "PV107", (2, 9)),
        ("licensor: acme\nzones: CA\n", "PV014", (2, 8)),
        ("licensor: acme\nterritory_groups: {DE: [AT]}\n", "PV015", (2, 20)),
        ("licensor: acme\nterritory_groups: {E U: [AT]}\n", "PV015", (2, 20)),
        ("licensor: acme\nterritory_groups: {EU: []}\n", "PV015", (2, 24)),
        ("licensor: acme\nterritory_groups: {EU: [AT, UK]}\n", "PV107", (2, 29)),
        ("licensor: acme\nterritory_groups: {EU: AT}\n", "PV014", (2, 24)),
        ("licensor: acme\nchannels: {mgm: [x]}\n", "PV014", (2, 17)),
        ("licensor: acme\nchannels: {mgm: {benefitt: x}}\n", "PV012", (2, 18)),
        (f"{ENVIRONMENT}{{uri: https://x}}\n", "PV012", (3, 16)),
        (f"{ENVIRONMENT}{{url: http://x}}\n", "PV015", (3, 21)),
        (f"{ENVIRONMENT}{{url: 'https://[::1'}}\n", "PV015", (3, 21)),
        (f"{ENVIRONMENT}{{url: 'https://x:99999'}}\n", "PV015", (3, 21)),
        (f"{ENVIRONMENT}{{url: 'https://x?y'}}\n", "PV015", (3, 21)),
        (f"{ENVIRONMENT}{{url: 'https:///path'}}\n", "PV015", (3, 21)),
        (f"{ENVIRONMENT}{{url: [https]}}\n", "PV015", (3, 21)),
        (f"{ENVIRONMENT}{{rate: 0}}\n", "PV015", (3, 22)),
        (f"{ENVIRONMENT}{{rate: fast}}\n", "PV015", (3, 22)),
        (f"{ENVIRONMENT}{{open: 0}}\n", "PV015", (3, 22)),
        (f"{ENVIRONMENT}{{batch: 0}}\n", "PV015", (3, 23)),
        (f"{ENVIRONMENT}{{batch_body: list}}\n", "PV015", (3, 28)),
        (f"{ENVIRONMENT}{{credentials: {{key: file:k, cert: file:c}}}}\n", "PV013", (3, 29)),
        ("licensor: acme\nenvironments:\n  staging: {rate: 4}\n", "PV013", (3, 3)),
        ("licensor: acme\nenvironments: {production: }\n", "PV014", (2, 28)),
        ("licensor: 'acme\n", "PV004", (1, 11)),
    ],
)
def test_each_error_has_its_place_and_a_hint(text: str, code: str, at: tuple[int, int]) -> None:
    config, findings = load(text)

    assert config is None
    assert [finding.code for finding in findings] == [code]
    assert findings[0].place is not None
    assert (findings[0].place.line, findings[0].place.column) == at
    assert findings[0].hint


def test_an_unknown_key_anywhere_suggests_the_nearest() -> None:
    for text, hint in (
        (f"{ENVIRONMENT}{{uri: https://x}}\n", "did you mean `url`?"),
        ("licensor: acme\nchannels: {mgm: {benefitt: x}}\n", "did you mean `benefit`?"),
        (
            f"{ENVIRONMENT}{{credentials: {{apikey: env:A, key: file:k, cert: file:c, api_key: env:A}}}}\n",
            "did you mean `api_key`?",
        ),
    ):
        assert [finding.hint for finding in load(text)[1]] == [hint]


def test_all_errors_come_at_once() -> None:
    _, findings = load("licensor: a b\nlicensor: c\ndates: x\n---\nmore: 1\n")

    assert sorted(finding.code for finding in findings) == ["PV005", "PV010", "PV015", "PV015"]


CANARY = "SECRET0c4nary"


@given(
    st.sampled_from(["key", "cert", "ca", "api_key"]),
    st.sampled_from(["", "-----BEGIN KEY----- ", "http:", "File:", "env :", "file"]),
)
def test_a_secret_written_down_is_refused_and_never_repeated(key: str, before: str) -> None:
    references = {"key": "file:k", "cert": "file:c", "ca": "file:a", "api_key": "env:A"} | {
        key: f"'{before}{CANARY}'"
    }
    written = ", ".join(f"{name}: {value}" for name, value in references.items())
    config, findings = load(f"{ENVIRONMENT}{{credentials: {{{written}}}}}\n")

    assert config is None
    assert [finding.code for finding in findings] == ["PV015"]
    assert CANARY not in repr([(finding.message, finding.hint, finding.related) for finding in findings])


@pytest.mark.parametrize(
    "text",
    [
        f"{ENVIRONMENT}{{credentials: {CANARY}}}\n",
        f"{ENVIRONMENT}{{credentials: {{api_key: [{CANARY}]}}}}\n",
        f"{ENVIRONMENT}{{credentials: {{api_key: {{{CANARY}: {CANARY}}}}}}}\n",
        f"{ENVIRONMENT}{{credentials: {{key: env:{CANARY}, cert: env:{CANARY}, api_key: '{CANARY}'}}}}\n",
        f"{ENVIRONMENT}{{url: https://user:{CANARY}@example.com}}\n",
        f"{ENVIRONMENT}{{api_key: {CANARY}}}\n",
        f"licensor: acme\napi_key: {CANARY}\n",
    ],
)
def test_a_secret_in_any_shape_or_place_is_never_repeated(text: str) -> None:
    config, findings = load(text)

    assert config is None
    assert findings
    assert CANARY not in repr([(finding.message, finding.hint, finding.related) for finding in findings])


def test_an_environment_that_is_not_there_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="there is no environment `sandbx`") as refused:
        loaded("licensor: acme").environment("sandbx")
    assert refused.value.advice == "did you mean `sandbox`?"


def test_the_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    below = tmp_path / "catalog" / "movies"
    below.mkdir(parents=True)
    with pytest.raises(UsageError, match=r"there is no pvsync\.yaml"):
        find_config(below)
    (tmp_path / "catalog" / "pvsync.yaml").mkdir()
    (tmp_path / "pvsync.yaml").write_text("licensor: acme")
    assert find_config(below) == tmp_path / "pvsync.yaml"


def test_a_git_remote_is_named_or_none() -> None:
    assert loaded("licensor: acme").remote is None
    assert loaded("licensor: acme\nremote: upstream").remote == "upstream"
    assert loaded("licensor: acme\nremote: none").remote == "none"


@pytest.mark.parametrize("name", ["--upload-pack=x", "a b", "", "https://token@example.com/x", "[a]"])
def test_what_cannot_be_a_git_remote_is_a_finding(name: str) -> None:
    config, findings = load(f"licensor: acme\nremote: {name}")
    assert config is None
    assert "not the name of a git remote" in findings[0].message

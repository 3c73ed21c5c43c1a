"""`datasets:` of `pvsync.yaml`: what holds without a word, what is refused, and what environment `local` makes of it."""

from pathlib import Path

import pytest

from pvsync.catalog.source import SourceFile
from pvsync.config.datasets import DatasetsConfig
from pvsync.config.load import Config, load_config
from pvsync.datasets.assumed import Members
from pvsync.datasets.settings import DatasetsSettings
from pvsync.diagnostics import Finding


def loaded(text: str) -> tuple[Config | None, list[Finding]]:
    return load_config(Path(), SourceFile("pvsync.yaml", f"licensor: acme\n{text}".encode(), "blob"))


def config(text: str = "") -> Config:
    found, findings = loaded(text)
    assert findings == []
    assert found is not None
    return found


def test_without_a_word_it_is_the_service_of_the_documents() -> None:
    own = config().datasets
    assert own == DatasetsConfig()
    usual = DatasetsSettings()
    for name in ("base_url", "token_url", "authorize_url", "redirect_uri", "assumed"):
        assert getattr(own, name) == getattr(usual, name)


def test_everything_can_be_stated() -> None:
    own = config(
        """
datasets:
  client_id: env:ID
  client_secret: file:secret
  account: 123
  group: channels
  business: "4"
  marketplaces: {1: [US, PR], 4: [DE]}
  store: .pvsync/slate
  base_url: https://slate.example/apis/v2/
  token_url: https://api.amazon.co.uk/auth/o2/token
  authorize_url: https://sign-in.example/ap/oa
  redirect_uri: http://localhost:9000/back
  scope: the scope
  ca: file:ca.pem
  members: {file_url: url}
  ids: {playback: pb}
"""
    ).datasets
    assert (own.client_id, own.client_secret, own.ca) == ("env:ID", "file:secret", "file:ca.pem")
    assert (own.account, own.group, own.business) == ("123", "channels", "4")
    assert own.marketplaces == {1: ("US", "PR"), 4: ("DE",)}
    assert own.base_url == "https://slate.example/apis/v2"
    assert own.assumed.scope == "the scope"
    assert own.assumed.members == Members(file_url="url")
    assert (own.assumed.dataset_ids.playback, own.assumed.dataset_ids.catalog) == ("pb", "catalog")


def test_only_local_is_the_emulator_and_its_store_is_another() -> None:
    found = config("datasets: {client_id: env:ID, client_secret: env:S, account: 1, marketplaces: {1: [US]}}")
    for name in ("sandbox", "production"):
        assert found.datasets_of(found.environment(name)) is found.datasets
    local = found.datasets_of(found.environment("local"))
    assert local.is_emulated
    assert local.base_url == "https://127.0.0.1:8444/apis/v2"
    assert local.client_secret == "file:.pvsync/emulator/datasets/client-secret"  # noqa: S105 - a reference
    assert local.account is None
    assert local.store == ".pvsync/datasets/local"
    assert local.marketplaces == {1: ("US",)}


def test_local_follows_the_emulator_to_its_port() -> None:
    found = config("environments: {local: {url: 'https://[::1]:9543'}}")
    assert found.datasets_of(found.environment("local")).token_url == "https://[::1]:9544/auth/o2/token"  # noqa: S105


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (
            "client_id: amzn1.application-oa2-client.1",
            "a credential is named by reference, never written here",
        ),
        ("client_secret: hunter2hunter2", "a credential is named by reference, never written here"),
        ("ca: env:CA", "a key or certificate is a file"),
        ("base_url: http://slate.example", "this is not an https address"),
        ("redirect_uri: https://elsewhere.example/", "this is not an address of this machine's own page"),
        ("redirect_uri: 'https://localhost:0/'", "this is not an address of this machine's own page"),
        ("redirect_uri: 'https://[bad'", "this is not an address of this machine's own page"),
        ("account: ../1", "`../1` cannot be an id of Slate"),
        ("business: ..", "`..` cannot be an id of Slate"),
        ("members: {id: a b}", "`a b` cannot be a name in an answer"),
        ("members: {ids: a}", "`ids` is not a key here"),
        ("marketplaces: {US: [US]}", "`US` is not the id of a marketplace"),
        ("marketplaces: {01: [US]}", "`01` is not the id of a marketplace"),
        ("marketplaces: {1: []}", "marketplace 1 has no territory"),
        ("marketplaces: {1: [USA]}", "`USA` is not a territory"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(keys: str, says: str) -> None:
    found, findings = loaded(f"datasets:\n  {keys}\n")
    assert found is None
    assert [finding.message for finding in findings] == [says]
    assert findings[0].place.line == 3
    assert "hunter2" not in f"{findings[0].message} {findings[0].hint}"

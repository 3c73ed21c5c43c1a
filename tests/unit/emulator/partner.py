"""A partner as the emulator sees one: an HTTPS client with a certificate and a key, and avails to send."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from cryptography.hazmat.primitives.asymmetric import ec

from pvsync.emulator.certificates import (
    Validity,
    issue_client_certificate,
    key_pem,
    make_authority,
    valid_for,
)
from pvsync.emulator.checks import findings
from pvsync.emulator.folder import Folder, prepare
from pvsync.emulator.scopes import Lines
from pvsync.emulator.server import Emulator
from pvsync.emulator.submission import submit
from pvsync.emulator.switches import settle

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SVOD_QUERY = "territory=US&businessLine=PRIME_SUBSCRIPTION"
TVOD_QUERY = "territory=US&businessLine=TVOD"
CHANNELS_QUERY = "territory=US&businessLine=CHANNELS"


LINES = Lines({}, "FVOD", "CHANNELS")


class Clock:
    """A wall clock and a monotonic one that stand still until told."""

    def __init__(self) -> None:
        self.now = NOW
        self.seconds = 1000.0

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.seconds

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)
        self.seconds += timedelta(**by).total_seconds()


class Partner:
    """Sends requests to one emulator, with its client certificate and key unless told otherwise."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.session = requests.Session()
        self.session.trust_env = False

    def send(self, method: str, path: str, **more: Any) -> requests.Response:
        folder = self.emulator.folder
        headers = {"x-api-key": self.emulator.api_key, **more.pop("headers", {})}
        return self.session.request(
            method,
            self.emulator.url + path,
            **{
                "verify": str(folder.authority),
                "cert": (str(folder.client), str(folder.client_key)),
                "timeout": 10,
                "headers": {name: value for name, value in headers.items() if value is not None},
                **more,
            },
        )

    def get(self, alid: str = "A-1", query: str = TVOD_QUERY) -> requests.Response:
        return self.send("GET", f"/v1/avails/acme/full-extract/{alid}?{query}")

    def put(self, avail: Any, alid: str = "A-1") -> requests.Response:
        return self.send("PUT", f"/v1/avails/acme/full-extract/{alid}", json={"avail": avail})

    def validate(self, avail: Any, alid: str = "A-1") -> requests.Response:
        return self.send("POST", f"/v1/avails/acme/full-extract/{alid}/validate", json={"avail": avail})

    def delete(self, alid: str = "A-1", query: str = TVOD_QUERY) -> requests.Response:
        return self.send("DELETE", f"/v1/avails/acme/full-extract/{alid}?{query}")

    def batch(self, name: str, items: Any) -> requests.Response:
        return self.send("POST", f"/v1/avails/full-extract/batch/{name}", json=items)

    def held(self, alid: str = "A-1", query: str = TVOD_QUERY) -> list[str]:
        """The ids of the transactions that a read shows."""
        return [row["_TransactionID"] for row in self.get(alid, query).json()["avail"]["Transaction"]]


def a_row(identifier: str = "t1", **members: Any) -> dict[str, Any]:
    """A valid transaction, open at `NOW`; a member given as None is left out."""
    row = {
        "_TransactionID": identifier,
        "LicenseType": "EST",
        "Territory": [{"country": "US"}],
        "FormatProfile": {"value": "HD"},
        "Start": "2026-01-15T05:00:00Z",
        "End": "2031-01-15T04:59:59Z",
        **members,
    }
    return {name: value for name, value in row.items() if value is not None}


def svod(
    identifier: str, channel: str | None = None, contract: str | None = None, **members: Any
) -> dict[str, Any]:
    """A valid SVOD transaction of a channel and a contract."""
    terms = [{"_termName": "ChannelIdentity", "Text": channel}] if channel else None
    return a_row(identifier, LicenseType="SVOD", Terms=terms, ContractID=contract, **members)


def an_avail(*rows: Any, alid: str = "A-1", work_type: str = "Movie", **members: Any) -> dict[str, Any]:
    """A valid avail; a member given as None is left out."""
    avail = {
        "ALID": alid,
        "Disposition": {"EntryType": "FullExtract"},
        "Licensor": {"DisplayName": "acme"},
        "Asset": [{"_contentID": alid, "WorkType": work_type}],
        "Transaction": list(rows) or [a_row()],
        **members,
    }
    return {name: value for name, value in avail.items() if value is not None}


def wsp(amount: str = "10.49") -> list[dict[str, Any]]:
    """The terms of a line with a wholesale price."""
    return [{"_termName": "WSP", "Money": {"value": amount, "_currency": "USD"}}]


def a_bundle(
    *rows: Any, work_type: str, members: tuple[str, ...] = ("M-1", "M-2"), **more: Any
) -> dict[str, Any]:
    """A valid box set or collection; its rows get a price where they have none."""
    asset: dict[str, Any] = {"_contentID": "A-1", "WorkType": work_type}
    if work_type.casefold() == "series":
        asset["SeriesMetadata"] = {"SeriesContentID": "A-1", "NumberOfSeasons": 2}
    else:
        asset["BundledAsset"] = [{"BundledALID": member} for member in members]
    priced = [{"Terms": wsp(), **row} for row in rows or (a_row(FormatProfile={"value": "Max"}),)]
    return an_avail(*priced, **{"Asset": [asset], **more})


def put_item(avail: dict[str, Any], request_id: str = "r1") -> dict[str, Any]:
    """An item of a batch put."""
    return {
        "requestId": request_id,
        "path": f"/avails/acme/full-extract/{avail['ALID']}",
        "body": {"avails": [avail]},
    }


def read_item(alid: str, request_id: str = "r1", query: str = TVOD_QUERY) -> dict[str, Any]:
    """An item of a batch get or delete."""
    return {"requestId": request_id, "path": f"/avails/acme/full-extract/{alid}?{query}"}


def said(avail: Any, **assume: str) -> list[str]:
    """What the checks find in an avail sent to ALID A-1."""
    return findings(submit(avail, "A-1", LINES, settle(assume)))


def make_identity(folder: Path, validity: Validity | None = None) -> None:
    """Certificates and key of a state folder. The client's key is elliptic: each load of an RSA key costs 60 ms of checks."""
    place = Folder(folder)
    place.path.mkdir(parents=True, exist_ok=True)
    authority = make_authority(valid_for(3650))
    place.authority_key.write_bytes(key_pem(authority.key))
    place.authority.write_bytes(authority.pem)
    key = ec.generate_private_key(ec.SECP256R1())
    issued = issue_client_certificate(authority, validity or valid_for(397), key=key)
    place.client.write_bytes(issued.certificate)
    place.client_key.write_bytes(issued.key)
    for secret in (place.authority_key, place.client_key):
        secret.chmod(0o600)
    prepare(place)


def copy_identity(source: Path, target: Path) -> None:
    """Take certificates and key along, so that not every test makes its own."""
    target.mkdir(parents=True)
    for file in source.iterdir():
        if file.suffix in (".pem", ".key") or file.name == "api-key":
            shutil.copy(file, target)

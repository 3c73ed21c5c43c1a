"""YAML of ours yields the official request to the last value."""

import json
from datetime import UTC, datetime
from pathlib import Path

from pvsync.api.wire.avail import encode
from pvsync.catalog.build import Catalog
from pvsync.catalog.settings import CatalogSettings
from pvsync.catalog.source import SourceFile

YAML = b"""
kind: series
alid: demoALID_For_Series
title: Avail Strikes Back
seasons: 4
---
kind: season
alid: demoALID_For_Season_01
series: demoALID_For_Series
number: 1
title: "Avail Strikes Back: Season 1"
episode_count: 77
avails: []
episodes:
  - alid: demoALID
    number: 2
    title: "Avail Strikes Back: Season 1, Episode 2"
    licensor: mgm
    entitlements: [{ecosystem: DMA, id: DemoDMA_Title_ID}]
    avails:
      - id: availId123
        license: SVOD
        territories: [US]
        formats: [UHD]
        start: 2023-03-14T09:00:00Z
        end: 2029-05-22T10:00:00Z
        license_rights: DAB
        contract: CPH
        channel: mgm_plus_subscription
        category: sub
        languages:
          asset: [en-US, fr-FR, fr-CA]
          holdback: [{tag: fr-CA, asset: subtitle}, {tag: fr-CA, asset: audio}]
        download: Yes
        rental: PT720H
        watch: PT48H
        exclusive: true
"""


def test_a_document_of_ours_is_the_official_request(shared_data: Path) -> None:
    source = SourceFile.of("official.yaml", YAML)
    catalog = Catalog(lambda: [source], CatalogSettings("acme", datetime(2026, 6, 1, tzinfo=UTC)))
    (avail,) = (avail for title in catalog.titles() for avail in title.avails)
    assert catalog.findings == ()

    ours = {"avail": encode(avail, spec_version=None)}

    path = shared_data / "payloads" / "put_full_extract_channels_svod_episode.closed.json"
    official = json.loads(path.read_bytes())
    assert ours == official
    assert [term["_termName"] for term in ours["avail"]["Transaction"][0]["Terms"]] == [
        term["_termName"] for term in official["avail"]["Transaction"][0]["Terms"]
    ]

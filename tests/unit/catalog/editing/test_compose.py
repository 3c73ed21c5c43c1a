"""A document from plain values reads as a person would write it, and stays as it is."""

from typing import Any

import pytest

from pvsync.catalog.editing.compose import document_text
from pvsync.catalog.editing.layout import formatted
from pvsync.catalog.reader import read_documents
from pvsync.catalog.source import SourceFile

DOCUMENT: dict[str, Any] = {
    "kind": "season",
    "alid": "ASB-S1",
    "title": "Avail Strikes Back: Season 1",
    "entitlements": [{"ecosystem": "DMA", "id": "D1"}],
    "avails": [
        {
            "key": "us-est",
            "license": "EST",
            "territories": ["US", "NO"],
            "formats": ["HD"],
            "prices": [
                {"territory": "US", "wsp": "14.99 USD", "srp": "19.99 USD"},
                {"territory": "NO", "wsp": "149.00 NOK", "srp": "199.00 NOK"},
            ],
            "episode": {
                "prices": [
                    {"territory": "US", "wsp": "1.40 USD"},
                    {"territory": "NO", "wsp": "14.00 NOK", "srp": "19.00 NOK"},
                ]
            },
            "languages": {"asset": ["en-US"], "holdback": [{"tag": "fr-CA", "asset": "subtitle"}]},
            "ids": {"US/HD": "a 1"},
        }
    ],
    "episodes": [
        {"alid": "ASB-S1E1", "number": "1", "title": "Pilot"},
        {
            "alid": "ASB-S1E2",
            "number": "2",
            "title": "Two",
            "avails": [{"key": "us-est", "start": "2026-03-09"}],
        },
    ],
}
TEXT = """\
kind: season
alid: ASB-S1
title: "Avail Strikes Back: Season 1"
entitlements: [{ecosystem: DMA, id: D1}]
avails:
  - key: us-est
    license: EST
    territories: [US, NO]
    formats: [HD]
    prices:
      - {territory: US, wsp: 14.99 USD, srp: 19.99 USD}
      - {territory: NO, wsp: 149.00 NOK, srp: 199.00 NOK}
    episode:
      prices: [{territory: US, wsp: 1.40 USD}, {territory: NO, wsp: 14.00 NOK, srp: 19.00 NOK}]
    languages: {asset: [en-US], holdback: [{tag: fr-CA, asset: subtitle}]}
    ids: {US/HD: a 1}
episodes:
  - {alid: ASB-S1E1, number: 1, title: Pilot}
  - alid: ASB-S1E2
    number: 2
    title: Two
    avails:
      - {key: us-est, start: 2026-03-09}
"""


def test_it_reads_as_a_person_would_write_it() -> None:
    assert document_text(DOCUMENT) == TEXT


def test_it_says_what_was_meant_and_stays_as_it_is() -> None:
    source = SourceFile.of("x.yaml", document_text(DOCUMENT).encode())
    documents, findings = read_documents(source)
    assert findings == []
    assert [document.data for document in documents] == [DOCUMENT]
    assert formatted(source) == source


@pytest.mark.parametrize("value", ["", "NO", "- x", "a: b", "#", "two\nlines", "高温", "[x]", '"'])
def test_any_text_comes_back(value: str) -> None:
    document = {"kind": value, "avails": [{"license": value, "formats": [value]}], value or "x": {"a": value}}
    documents, findings = read_documents(SourceFile.of("x.yaml", document_text(document).encode()))
    assert findings == []
    assert documents[0].data == document

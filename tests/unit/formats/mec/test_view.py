import pytest

from pvsync.formats.mec.view import mec_view
from pvsync.model.metadata import Localized, Metadata, Organization
from pvsync.model.titles import Collection

BOTH = Collection("BOTH", "BOTH-MD", "Both", ("A", "B"))


@pytest.mark.parametrize(
    ("original", "default"),
    [
        ("", "en-US"),
        ("fr-CA", "fr-CA"),
        ("FR-ca", "fr-CA"),
        ("fr", "fr-CA"),
        ("fr-FR", "fr-CA"),
        ("ja", "en-US"),
    ],
)
def test_the_block_of_the_original_language_is_the_default(original: str, default: str) -> None:
    blocks = tuple(Localized(language) for language in ("en-US", "fr-CA", "en-GB"))
    view = mec_view(BOTH, Metadata(localized=blocks, original_language=original))

    assert [block.text.language for block in view.blocks if block.is_default] == [default]


def test_the_partner_comes_first() -> None:
    bringer, partner = Organization("Bringer", role="LSP"), Organization("Acme", "acme", role="licensor")

    assert mec_view(BOTH, Metadata(organizations=(bringer,))).organizations == (bringer,)
    both = mec_view(BOTH, Metadata(licensor=partner, organizations=(bringer,)))
    assert both.organizations == (partner, bringer)
    assert both.content_id == "BOTH-MD"

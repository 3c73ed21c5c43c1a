from pvsync.formats.mmc.view import Version, mmc_view
from pvsync.model.artwork import Artwork, ImageFacts
from pvsync.model.metadata import Identifier, Localized, Metadata
from pvsync.model.titles import Collection

COVER = Artwork("art/cover.png", "cover", ImageFacts(1920, 1080, "PNG", "RGB", is_transparent=False, size=1))
BLOCKS = (Localized("en-US", artwork=(COVER, COVER)), Localized("de-DE", artwork=(COVER,)))


def test_ids_of_an_own_id_name_the_partner_before_it() -> None:
    view = mmc_view(Collection("BOTH", "BOTH", "Both", ()), Metadata(BLOCKS), "acme", Version.V1_8_1)

    assert view.manifest_id == "md:manifestid:org:acme:BOTH:artwork"
    assert [picture.image_id for picture in view.pictures] == [
        "md:imageid:org:acme:BOTH:cover.en-US",
        "md:imageid:org:acme:BOTH:cover.en-US.2",
        "md:imageid:org:acme:BOTH:cover.de-DE",
    ]
    assert (view.pictures[0].file, view.pictures[0].encoding, view.pictures[0].width) == (
        "cover.png",
        "png",
        1920,
    )


def test_ids_of_an_eidr_name_the_partner_behind_it() -> None:
    eidr = Identifier("EIDR", "10.5240/EA73-79D7-1B2B-B378-3A73-M")
    metadata = Metadata(BLOCKS, identifiers=(Identifier("IMDB", "tt1"), eidr))
    view = mmc_view(Collection("BOTH", "BOTH", "Both", ()), metadata, "acme", Version.V1_6_1)

    assert view.experience_id == "md:experienceid:eidr-x:EA73-79D7-1B2B-B378-3A73-M:acme:artwork"


def test_each_version_has_its_schema_and_namespaces() -> None:
    said = {version: (version.schema, version.namespace, version.common_namespace) for version in Version}
    site = "http://www.movielabs.com/schema"
    assert said == {
        Version.V1_8_1: ("manifest-v1.8.1.xsd", f"{site}/manifest/v1.8/manifest", f"{site}/md/v2.7/md"),
        Version.V1_6_1: ("manifest-v1.6.1.xsd", f"{site}/manifest/v1.6.1/manifest", f"{site}/md/v2.6/md"),
    }

"""What can be wrong with a metadata file, or worth knowing when it is taken over; each at its line."""

from pvsync.diagnostics import Code, Severity

_SOURCE = "Source: Content bundles, MEC fields of movie collections; MEC 2.6 and Common Metadata 2.6, as MovieLabs publishes them."

NOT_TAKEN = Code(
    "PV151",
    "metadata-file-value-not-taken",
    page=f"""
A value of a metadata file is none that the catalog takes, so it is left out.

Prime Video takes certain words only for jobs, types of release, purposes of pictures and namespaces of ids, and the
catalog takes no others. Dates, durations, languages and countries have one way of being written.

Write in the catalog what the hint says, or correct the file and import it again.

{_SOURCE}
""",
)
NOT_OF_A_COLLECTION = Code(
    "PV152",
    "metadata-file-not-of-a-collection",
    page=f"""
A file is not the metadata file of a collection, so nothing of it is taken over.

The catalog keeps the metadata of movie collections: their metadata file has the work type `collection`. A manifest (MMC)
or a file that delivers single languages only is another kind of file.

Name metadata files (MEC, root element `CoreMetadata`) of collections.

{_SOURCE}
""",
)
ASSUMED = Code(
    "PV153",
    "metadata-file-value-assumed",
    Severity.WARNING,
    page=f"""
A metadata file leaves out what the catalog needs, and it was taken from what stands beside it.

Prime Video takes an organisation by its id and a genre by its id alone; the catalog wants a name too, since people read it.

Look at it once, and write the name where the id stands for it now.

{_SOURCE}
""",
)
WITHOUT_PLACE = Code(
    "PV154",
    "metadata-file-element-without-place",
    Severity.NOTICE,
    page=f"""
A metadata file says something that has no place in the catalog; it is counted, so that nothing goes in silence.

Prime Video does not use it for collections (sort titles, keywords, display indicators, local people and others), or it
is about the file and not about the title.

Nothing is to be done, unless another retailer lives on it: keep the file then.

{_SOURCE}
""",
)
UNKNOWN = Code(
    "PV155",
    "metadata-file-element-unknown",
    Severity.WARNING,
    page=f"""
A metadata file has an element or attribute that MEC 2.6 does not know, and it is left out.

Often its name is mistyped, it stands in the wrong place, or it comes from another version.

Correct the file and import it again, or write the value in the catalog.

{_SOURCE}
""",
)
SECOND = Code(
    "PV156",
    "metadata-file-value-twice",
    Severity.WARNING,
    page=f"""
A metadata file gives a value twice that a title has once; the first one is taken.

Which of them Prime Video would take is not documented.

Correct the file and import it again, or write the right one in the catalog.

{_SOURCE}
""",
)
PICTURE_UNKNOWN = Code(
    "PV157",
    "metadata-file-picture-unknown",
    Severity.WARNING,
    page="""
A metadata file names a picture that is not in the catalog's folder, or is there more than once.

A metadata file has names of delivered files; the catalog has paths in the repository, so that sizes can be read from the
pictures themselves. The name is taken over as it stands, and `pvsync validate` refuses it until it is a path.

Put the picture into the catalog's folder and import again, or write its path.

Source: Content bundles, MEC fields of movie collections, ArtReference; help topic GGH9PH6JND8NCJCU, file names.
""",
)
JOINED = Code(
    "PV158",
    "metadata-file-lines-joined",
    Severity.NOTICE,
    page="""
A text of a metadata file goes over several lines that are indented, and was joined to one.

Tools that lay out XML wrap long texts; the blanks that they put in are not meant for customers. A text whose lines are
not indented keeps them.

Nothing is to be done, unless the lines were meant: write the text with its lines in the catalog then.

Source: pvsync's own; XML 1.0, 2.10 (white space is kept by the format, and left to the one who reads it).
""",
)
OTHER_CONTENT_ID = Code(
    "PV159",
    "metadata-file-of-another-content-id",
    Severity.WARNING,
    page="""
A metadata file has another content id than the collection has in the catalog.

Prime Video fixes the content id of a metadata file with the first one that it gets; a later file with another id is a
delivery error. If this file was delivered, a file that `pvsync export mec` writes now would be refused. The metadata is
taken over all the same; the id is not, since it stands in the offer too.

If the file was delivered, write its id as `content_id` of the collection, and look at the plan.

Source: Prime Video help topic GJ93D9MXXUNLQFJ6: ContentID, WorkType and ParentContentID are fixed with the first submission.
""",
)

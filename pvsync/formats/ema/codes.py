"""What can be wrong with a sheet, or worth knowing when it is taken over; each at its cell."""

from pvsync.diagnostics import Code, Severity

_SOURCE = "Source: EMA Avails 1.6 to 1.9, as MovieLabs publishes it, with its data dictionary and general instructions."

NOT_UNDERSTOOD = Code(
    "PV161",
    "sheet-value-not-understood",
    page=f"""
A cell holds something that its column does not take.

The value goes into the catalog as it stands in the sheet, so that nothing is lost, and `pvsync validate` refuses the
file until it is mended. Nothing is guessed: a date that can be read in two ways is not read in one of them.

Write in the cell what the hint says and import again with `--force`, or mend the file in the catalog.

{_SOURCE}
""",
)
MISSING = Code(
    "PV162",
    "sheet-value-missing",
    page=f"""
A cell is empty, and the catalog cannot do without its value.

The title is written without it, and `pvsync validate` names the key that is missing.

Fill the cell and import again with `--force`, or add the key to the file in the catalog.

{_SOURCE}
""",
)
LEFT_OUT = Code(
    "PV163",
    "sheet-row-left-out",
    page="""
A row belongs to no title that can be written, so its whole title is left out.

A row needs an ALID, a work type that the catalog has, and `Full Extract` or `Full Delete`, the only two ways that Prime
Video takes. A title of which some rows were taken over and others not would lose windows with its first apply: a
full extract replaces all that is there. So none of its rows are taken over.

The same goes for a cell that shows an error (`#REF!`) or has a formula whose result is not in the file: it reads as an
empty cell and is none. And a workbook without any sheet of avails that can be read is left out as a whole.

Correct the row and import again: files that are there already and say the same stay as they are.

Source: Prime Video's avails pages (`EntryType` is Full Extract or Full Delete; a Full Extract holds all current and future
entries); EMA Avails 1.6 to 1.9.
""",
)
DISAGREE = Code(
    "PV164",
    "sheet-rows-disagree",
    Severity.WARNING,
    page=f"""
Rows of one title say different things about the title itself.

A title has one name, one id and one place in its series, whatever the territory. The first row counts, and what a
later row says is not taken over. Often a cell was dragged down, and the end of an id was counted up.

Make the cells of all rows of the title equal, or correct the value in the catalog.

{_SOURCE}
""",
)
ASSUMED = Code(
    "PV165",
    "sheet-value-assumed",
    Severity.WARNING,
    page=f"""
A cell is empty or refers to another row, and the catalog needs a value: one was taken that follows from the rest.

The message says which, and from what: the local currency of a territory for a price without one, as the data
dictionary has it; the day before the purchase begins for a pre-order that ends with `ESTStart`; for a cell that is joined
with one above it, what stands there.

Look at it once. Where it is wrong, fill the cell or correct the file in the catalog.

{_SOURCE}
""",
)
WITHOUT_PLACE = Code(
    "PV166",
    "sheet-value-without-place",
    Severity.WARNING,
    page=f"""
A cell of a column that is taken over holds a value that has no place in the catalog, nor in the Avails API.

It is left out. A price of a kind that the API does not know (`LicenseFee`, `SMRP`) is such a value, and so is a metadata
id with characters that an id cannot have.

Where it matters, agree with Prime Video on what to write instead. Otherwise nothing is to be done.

{_SOURCE}
""",
)
COLUMN_WITHOUT_PLACE = Code(
    "PV167",
    "sheet-column-without-place",
    Severity.NOTICE,
    page="""
A column is filled that has no place in the catalog, nor in the Avails API; it is counted, so that nothing goes in silence.

Prime Video neither uses nor stores what its own table of columns does not name. Ratings, running times and release
dates are metadata, and travel in other files.

Nothing is to be done, unless somebody else lives on what stands there: keep the workbook then.

Source: EMA Avails 1.6 to 1.9; Prime Video's page on content rights (fields outside its table are neither used nor stored).
""",
)
REPEATED = Code(
    "PV168",
    "sheet-row-repeated",
    Severity.NOTICE,
    page="""
A row says exactly what another row of the same title says.

It is taken over once. Two transactions that say the same would be refused as overlapping.

Nothing is to be done; delete the row where the workbook is kept.

Source: Prime Video's avails pages (no duplicate or overlapping windows); EMA Avails 1.6 to 1.9.
""",
)
COLUMN_UNKNOWN = Code(
    "PV169",
    "sheet-column-unknown",
    Severity.WARNING,
    page=f"""
A column has a name that no version of EMA has.

Columns are found by the name in row 2 and by nothing else, so what stands below is not taken over. There is one
exception: where a column is missing and the one in its place, between its two neighbors of the template, has an
unknown name, it is read as the missing one, and this finding says so.

Write the name of the template in row 2, and import again.

{_SOURCE}
""",
)
NOT_READ = Code(
    "PV170",
    "sheet-not-read",
    Severity.NOTICE,
    page=f"""
A sheet of the workbook is not read: it is hidden, or its second row does not name the columns of EMA.

The official workbooks have such sheets beside the avails: instructions, a dictionary. A file that is delivered has one
sheet with avails.

If it is a sheet with avails, show it, and have groups in row 1, names in row 2 and avails from row 4 on.

{_SOURCE}
""",
)

"""Findings of editing files: why a file is left as it is."""

from pvsync.diagnostics import Code

NOT_EDITED = Code(
    "PV191",
    "not-edited",
    page="""
An edit that was asked for cannot be made in this file, and the file is left as it is.

A value that stands for several avails, one that comes from a deal, or a file with errors: changing the text would
change more than was asked for, or it is not known what it would change.

Do what the hint says, or change the file by hand.

Source: a rule of pvsync: an edit changes exactly what was asked for, or nothing.
""",
)
NOT_FORMATTED = Code(
    "PV192",
    "not-formatted",
    page="""
`pvsync fmt` leaves a file as it is.

Laid out anew, the file would say something else, or lose a comment. Nothing is wrong with what it offers.

Do what the hint says and run the command again, or leave the file in its own layout.

Source: a rule of pvsync: a layout never changes what a file says.
""",
)

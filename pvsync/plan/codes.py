"""The findings that a plan can make: what git asks for and live does not allow."""

from pvsync.diagnostics import Code, Severity

MEMBERSHIP_CHANGED = Code(
    "PV901",
    "bundle-membership-changed",
    page="""
A collection is live with other movies than git lists.

Prime Video refuses a change of the list: customers have bought what it named. The list stays bound to the ALID for ever.

List the movies that live has, or declare a new collection with its own ALID.

Source: rejection reason 11 of movie collections.
""",
    reasons=("collection-rejection-11",),
)
DELETE_OF_LIVE = Code(
    "PV902",
    "delete-of-a-live-window",
    page="""
A scope shall be deleted, and live holds a window of it that has started.

A delete is for what was never published. It does not take a title off the site, so customers would go on seeing it.

Write `withdrawn`: it moves the end to yesterday.

Source: Prime Video help, topic GE7RWTBF9FZV945H; Avails API FAQ.
""",
    reasons=("A6",),
)
TORN_BUNDLE = Code(
    "PV923",
    "bundle-torn-by-selection",
    page="""
A change would leave a bundle on sale without a part, and the other half of it is not in this plan.

`--only` and `--exclude` take nothing that nobody asked for. What a bundle ties to a change is read all the same; where the
change alone would leave the bundle on sale in a time in which a part of it is not, or where that could not be read, it is
not made.

Select the bundle and its members together, as the hint says. `--since` brings them in by itself.

Source: validation rules 1 and 2 of TV box sets, 2 and 3 of movie collections.
""",
)
MEMBER_OF_LIVE_BUNDLE = Code(
    "PV903",
    "member-of-a-live-bundle",
    page="""
A title shall go in a territory where a bundle with it stays on sale.

The window of each part has to cover that of its bundle. Customers would buy a bundle of which a part cannot be had.

End the bundle there as well: it goes first, in the same plan.

Source: validation rules 1 and 2 of TV box sets, 2 and 3 of movie collections.
""",
    bad="""
kind: movie
alid: HEATHAZE-2024
title: Heat Haze
removed: [{territory: CA, business_line: TVOD, as: withdrawn}]
avails: []
---
kind: movie
alid: HEATWAVE-2019
title: Heat Wave
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 6.99 CAD, srp: 9.99 CAD}
---
kind: collection
alid: HEAT-COLLECTION
title: The Heat Collection
members: [HEATHAZE-2024, HEATWAVE-2019]
discount: 25
avails:
  - {license: EST, territories: [CA], formats: [Max], start: 2026-01-15, end: 2031-01-14, wsp: 9.99 CAD, srp: 13.99 CAD}
""",
    good="""
kind: movie
alid: HEATHAZE-2024
title: Heat Haze
removed: [{territory: CA, business_line: TVOD, as: withdrawn}]
avails: []
---
kind: movie
alid: HEATWAVE-2019
title: Heat Wave
avails:
  - {license: EST, territories: [CA], formats: [HD], start: 2026-01-15, end: 2031-01-14, wsp: 6.99 CAD, srp: 9.99 CAD}
---
kind: collection
alid: HEAT-COLLECTION
title: The Heat Collection
members: [HEATHAZE-2024, HEATWAVE-2019]
discount: 25
removed: [{territory: CA, business_line: TVOD, as: withdrawn}]
avails: []
""",
    reasons=("box-set-rule-1", "box-set-rule-2", "collection-rule-2", "collection-rule-3"),
)
LEFT_IN_SILENCE = Code(
    "PV905",
    "scope-left-in-silence",
    page="""
A scope was declared once, is declared no more, and is live.

A full extract replaces one scope and says nothing of others, so what is taken out of the catalog goes on being
offered on Prime Video until somebody ends it. pvsync finds such scopes in the history of the branch and asks the
service for each. What shall become of them is never guessed.

Say it in the catalog with the lines that the plan prints: `removed` with `as: withdrawn` ends what customers see.
`on_removal` in pvsync.yaml decides for all scopes that leave: `refuse`, `withdraw`, `delete` or `forget`. A commit that
drops a scope and changes `refuse` to another word decides nothing for it: merge the change of `on_removal` first.

Source: Prime Video help, Avails API FAQ (a full extract concerns its own licensor, title, territory and rights model;
what shall go is end-dated, and deleted only where nothing was ever delivered).
""",
)
MEMBERSHIP_OF_HISTORY = Code(
    "PV906",
    "bundle-membership-changed-since",
    page="""
An earlier commit listed other movies in the same collection.

Prime Video refuses a change of the list: it stays bound to the ALID for ever, after a withdrawal too. Live may not
show what it holds, so git is asked as well: every version of the list that this branch ever had. Where a receipt
shows that a run had the earlier list accepted, nothing is planned for the collection. Where no receipt does, the
list may never have reached Prime Video: then this is a warning, until a run has had the new list accepted.

List the movies of that commit again, or declare a new collection with its own ALID.

Source: rejection reason 11 of movie collections. That the list stays bound after a withdrawal is our reading.
""",
    reasons=("collection-rejection-11",),
)
ALID_OF_ANOTHER_TITLE = Code(
    "PV907",
    "alid-of-another-title",
    page="""
An earlier commit declared another title under the same ALID.

An ALID belongs to one title for ever, also after that title has gone. What is another title is judged with care: another
kind or work type; or a title of which no word is left, with another content id as well. A corrected spelling is none.
Where a receipt shows that a run had the earlier title accepted and the kind is another one, nothing is planned for the
ALID. Otherwise this is a warning, until a run has had the new title accepted.

Give the new title an ALID of its own, and say of the old one what shall become of it.

Source: Prime Video help, Avails API FAQ (an ALID is used again only for the same vendor alias and the same title).
""",
    reasons=("A8",),
)
ALID_CHANGED = Code(
    "PV908",
    "title-under-two-alids",
    page="""
A title comes under a new ALID while it is live under its old one.

A title cannot be linked to two ALIDs at once. So the old one goes first, and the new one is sent once that was accepted.
As long as the catalog does not say what shall become of the old one, the new one waits.

Say it with the lines that the plan prints for the old ALID, or go back to the old ALID. Where the old one is withdrawn
and not deleted, this is a warning: the help says that it must be fully deleted before the second can launch, and a
delete is only for what was never delivered. Ask Prime Video before you change the ALID of a title that is on sale.

Source: Prime Video help, Avails API FAQ (a title cannot be linked to two SKUs at once; the first must be fully deleted
before the second can launch).
""",
    reasons=("A8",),
)
NOT_UNDONE = Code(
    "PV909",
    "not-undone",
    Severity.WARNING,
    page="""
Something that a run did is not undone by the plan that undoes the run.

Only what is still as the run left it is put back: whatever changed since is somebody else's word. A window that has
ended meanwhile stays ended, and a bundle on sale keeps its parts. Each such scope is listed with its reason.

Read the reason: most often the next `pvsync plan` says what is to be done.

Source: `pvsync inverse`.
""",
)
KEPT_IN_THE_WAY = Code(
    "PV917",
    "kept-transaction-in-the-way",
    page="""
A transaction that is kept for others is open at a time at which git offers the same line.

With `foreign: keep`, what was never declared in git and never sent by pvsync stays as it is. Prime Video takes no two
windows of one line that are open at once, so a full extract that holds both would be refused. Nothing is sent for the
scope.

Where the kept transaction is the one that git means, give it the same start (or the same `id`) in the catalog. Where it
shall go, write `foreign: remove` in the title's document. Otherwise move the window in git so that the two do not meet.

Source: Prime Video help, topic GP9XKVV8Z35EGHCH (no overlapping windows).
""",
    reasons=("A3",),
)
DELETE_OF_KEPT = Code(
    "PV918",
    "delete-with-kept-transactions",
    page="""
A scope shall be deleted, and live holds transactions in it that are kept for others.

A delete takes away the whole scope, also what was never declared in git and never sent by pvsync. With `foreign: keep`
that stays, so nothing is deleted.

Write `withdrawn`: it ends what was ours and keeps the rest. Where the rest shall go too, write `foreign: remove` in the
title's document.

Source: `foreign: keep` is a promise of pvsync; that a delete takes the whole scope: Prime Video help, Avails API FAQ.
""",
)

"""The findings that the service's own validation makes."""

from pvsync.diagnostics import Code, Severity

SERVICE_REJECTS = Code(
    "PV950",
    "service-rejects",
    page="""
Prime Video was asked to judge a scope, and says no.

What it does not take when it is asked it will not take when it is sent. Nothing was written: the question changes
nothing. A bundle is judged beside what is live at that moment, so one that waits for seasons or movies in the same
plan may be refused now and taken after them.

The words between quotation marks are Prime Video's own. Change what they name, and ask again with
`pvsync validate --online`.

Source: Avails API, POST of an avail to `validate`; the words of a refusal are not documented.
""",
)
SERVICE_DID_NOT_SAY = Code(
    "PV951",
    "service-did-not-say",
    Severity.WARNING,
    page="""
Prime Video was asked to judge a scope, and its answer is neither yes nor no.

Nothing follows from such an answer: the scope may be right or wrong. So that it never looks like success, the command
exits with 1. Each scope is asked twice, the second time by itself.

Ask again later. `pvsync doctor` looks at everything between you and the service.

Source: Avails API, POST of an avail to `validate`; of its answers only success and failure are documented.
""",
)

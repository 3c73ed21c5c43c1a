"""Find the page of a code, by the code or by its name."""

from pvsync.catalog.allowances import nearest_code
from pvsync.diagnostics import Code
from pvsync.errors import UsageError
from pvsync.workflows.all_codes import all_codes


def explained(wanted: str) -> Code:
    """The code that a person means.

    Raises:
        UsageError: If there is none of that code or name.
    """
    codes = all_codes()
    names = {code.name: code for code in codes.values()}
    found = codes.get(wanted.upper()) or names.get(wanted.lower().replace("_", "-"))
    if found is not None:
        return found
    near = nearest_code(wanted, codes)
    raise UsageError(
        f"there is no code `{wanted}`",
        advice=f"did you mean `{near}`?" if near else "`pvsync validate` shows the code of each finding",
    )

"""Every kind of finding there is: those of the rules, of the reader, of plans, and of the service itself."""

from functools import cache

from pvsync.api import codes as of_service
from pvsync.catalog import codes as of_catalog
from pvsync.diagnostics import Code
from pvsync.formats.ema import codes as of_sheets
from pvsync.formats.live import codes as of_live
from pvsync.formats.mec import codes as of_metadata_files
from pvsync.plan import codes as of_plan
from pvsync.rules.judge import all_rules
from pvsync.rules.verdicts import all_guards


@cache
def all_codes() -> dict[str, Code]:
    """Each by its code, in order."""
    rooms = (of_catalog, of_sheets, of_metadata_files, of_live, of_plan, of_service)
    named = [value for room in rooms for value in vars(room).values()]
    found = [*(one for one in named if isinstance(one, Code)), *all_rules(), *all_guards()]
    return {code.code: code for code in sorted(found, key=lambda code: code.code)}

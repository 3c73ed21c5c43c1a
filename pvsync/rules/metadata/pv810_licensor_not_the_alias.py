"""The licensor in a collection's metadata is not the partner itself.

The metadata file names the partner by the alias that Prime Video gave it. With another alias, the file belongs to
nobody that Prime Video knows, or to someone else.

Write the alias as `pvsync.yaml` has it under `licensor`. Others who have to do with the title stand in `organizations`.

Source: Content bundles, MEC fields of movie collections, AssociatedOrg: an entry with the partner alias and the role
licensor is required.
"""

from collections.abc import Iterator

from pvsync.diagnostics import Severity
from pvsync.model.desired import DesiredTitle
from pvsync.rules.metadata.example import EXAMPLE, changed
from pvsync.rules.rule import Remark, Rule, Setting


def check(title: DesiredTitle, setting: Setting) -> Iterator[Remark]:
    """Remark on an alias that is not the partner's."""
    metadata = title.unsent.metadata
    if metadata is None or metadata.licensor is None or not setting.licensor:
        return
    if metadata.licensor.id != setting.licensor:
        yield Remark(
            title.places.title("metadata.licensor.alias"),
            f"the licensor in the metadata file is `{metadata.licensor.id}`; your alias is `{setting.licensor}`",
            f"write `{setting.licensor}`, as in `pvsync.yaml`",
        )


RULE = Rule(
    code="PV810",
    name="licensor-not-the-alias",
    severity=Severity.ERROR,
    of=DesiredTitle,
    check=check,
    page=__doc__,
    bad=changed(("alias: acme", "alias: acme-films")),
    good=EXAMPLE,
    reasons=("mec-AssociatedOrg",),
)

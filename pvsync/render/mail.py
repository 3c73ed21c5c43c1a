"""Mails from templates: the partner's own where there is one, otherwise ours.

A partner's own template is a file of the repository, which a pull request can change: it is run in a sandbox and sees
nothing but the values of the mail.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from pvsync.errors import UsageError
from pvsync.render.disarm import disarm
from pvsync.render.environment import FOLDERS


def mail_text(name: str, own: Path, values: Mapping[str, str]) -> str:
    """A mail.

    Args:
        name: Of the template, without its suffix: `request`, `revoke`.
        own: Folder of the partner's own templates; it need not be there.
        values: What stands in it; each is one line, whatever it holds.

    Raises:
        UsageError: If the template cannot be used.
    """
    environment = SandboxedEnvironment(
        loader=FileSystemLoader((own, *FOLDERS)),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        template = environment.get_template(f"mails/{name}.txt.j2")
        return template.render({key: disarm(value) for key, value in values.items()})
    except (TemplateError, UnicodeDecodeError) as error:
        raise UsageError(
            f"the template `templates/mails/{name}.txt.j2` cannot be used: {disarm(str(error))}",
            advice="correct it, or remove it: pvsync has one of its own",
        ) from error

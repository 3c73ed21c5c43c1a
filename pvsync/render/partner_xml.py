"""XML from a template: the partner's own where the repository has one, otherwise ours.

A partner's template is a file of a repository that others may send changes to: it is run without access to anything
but the values that it lays out.
"""

import re
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from pvsync.errors import UsageError
from pvsync.render.environment import FOLDERS

_SPACES = str.maketrans({"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
"""What a reader of XML would turn into another blank (XML 1.0, 2.11 and 3.3.3)."""

_NO_VALUE = re.compile(r"'[\w.]+ object' has no attribute ('\w+')")


def partner_xml(name: str, partner: Path | None, values: dict[str, object]) -> str:
    """The text that a template makes.

    Args:
        name: Name of the template.
        partner: Folder of the partner's own templates, None where there is none.
        values: What it lays out, by name.

    Raises:
        UsageError: If the template cannot be used.
    """
    try:
        return _environment(partner).get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise _unusable(name, f"line {error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise _unusable(name, error.message or "no reason given") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise _unusable(name, str(error)) from error


def _unusable(name: str, why: str) -> UsageError:
    said = _NO_VALUE.sub(r"there is no value \1", why)
    return UsageError(
        f"the template {name} cannot be used: {said}",
        advice="correct your own copy in `templates`, or remove it: then the one that pvsync brings is used",
    )


@cache
def _environment(partner: Path | None) -> ImmutableSandboxedEnvironment:
    own = [] if partner is None else [FileSystemLoader(partner)]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*own, FileSystemLoader(FOLDERS)]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_written,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals = {"attributes": _attributes, "range": environment.globals["range"]}
    return environment


def _written(value: object) -> object:
    """A value as XML writes it; what a filter or macro has made safe is left alone."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    # Safe: escaped in the same expression.
    return Markup(str(escape(value)).translate(_SPACES)) if isinstance(value, str) else value  # noqa: S704


def _attributes(**values: str | int | None) -> Markup:
    """Attributes of an element, each with a blank before it; one without a value is left out."""
    return Markup().join(
        Markup(' {}="{}"').format(name, _written(value))
        for name, value in values.items()
        if value is not None and value != ""
    )

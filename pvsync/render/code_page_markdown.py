"""The page of a code as Markdown, as it stands in docs/reference/rules."""

from pvsync.diagnostics import Code
from pvsync.render.formats import CodePageFormat
from pvsync.render.screen import Screen


def render(code: Code, _screen: Screen) -> str:
    """What it finds, why that matters, how to mend it, where that is from, and an example of each."""
    parts = [f"# {code.code} {code.name}", f"Severity: {code.severity}", code.page.strip()]
    if code.reasons:
        parts.append(f"Catches: {', '.join(f'`{reason}`' for reason in code.reasons)}")
    if code.bad:
        parts.append(f"## Not like this\n\n```yaml\n{code.bad.strip()}\n```")
        parts.append(f"## Like this\n\n```yaml\n{code.good.strip()}\n```")
    return "\n\n".join(parts) + "\n"


FORMAT = CodePageFormat(name="markdown", render=render)

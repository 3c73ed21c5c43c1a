"""With which code each command exits and what that means: one table, for its help and for the reference."""

_FAILED = "an error"
_EXITS: tuple[tuple[tuple[str, ...], dict[int, str]], ...] = (
    (("validate",), {0: "no error", 1: "an error, or a scope that Prime Video did not judge"}),
    (
        ("plan", "inverse"),
        {
            0: "planned",
            1: "an error, or a scope that could not be read",
            2: "changes, with `--detailed-exitcode`",
            3: "a guard refuses",
        },
    ),
    (
        ("apply",),
        {
            0: "all accepted, or nothing to do",
            1: "nothing accepted and something failed",
            3: "not approved or refused, nothing written",
            4: "some accepted and some not",
        },
    ),
    (
        ("takedown",),
        {
            0: "taken down, or nothing to do",
            1: "nothing accepted and something failed",
            3: "not approved or refused, nothing written",
            4: "some accepted and some not",
        },
    ),
    (("verify", "drift", "pages", "compare"), {0: "no difference", 1: _FAILED, 2: "a difference"}),
    (("fmt",), {0: "done", 1: "a file was left alone", 2: "a difference, with `--check`"}),
    (("orphans",), {0: "none", 1: "a scope could not be read", 2: "something is still live"}),
    (("show",), {0: "printed", 1: "no such file", 3: "the file is not a plan of pvsync"}),
    (("explain",), {0: "printed", 1: "no such code"}),
    (("set",), {0: "done", 1: "something was refused or left alone"}),
    (
        ("import",),
        {0: "taken over", 1: "an error in a cell, a title left out, or a file kept as it is"},
    ),
    (("export",), {0: "written", 1: "an error in the catalog"}),
    (("calendar", "timeline"), {0: "listed", 1: "an error in the catalog"}),
    (("doctor",), {0: "in order", 1: "a check failed"}),
)
_USUAL = {0: "done", 1: _FAILED}


def exits_of(command: str) -> dict[int, str]:
    """What the codes of a command mean.

    Args:
        command: The command; of a command below another, the one above.
    """
    return next((codes for names, codes in _EXITS if command in names), _USUAL)


def epilog(command: str, example: str) -> str:
    """What stands below the flags of a command: what every command takes, its codes, and an example."""
    codes = [f"  {code:<3}  {words}" for code, words in (exits_of(command) | {130: "interrupted"}).items()]
    return "\n".join(
        (
            "taken by every command, here or before it:",
            "  --config FILE, --env NAME, --debug: see `pvsync --help`",
            "",
            "exit codes:",
            *codes,
            "",
            f"example: {example}",
        )
    )


def table() -> str:
    """The codes of all commands as a table of Markdown; commands with the same codes share a line."""
    lines = ["| Command | 0 | 1 | 2 | 3 | 4 |", "|---|---|---|---|---|---|"]
    for names, codes in (*_EXITS, (("every other command",), _USUAL)):
        named = ", ".join(f"`{name}`" if " " not in name else name for name in names)
        cells = [codes.get(code, "") for code in range(5)]
        lines.append(f"| {named} |{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|")
    return "\n".join(lines)

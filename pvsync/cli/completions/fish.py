"""Completion for fish: every command and flag with what it does."""

from collections.abc import Iterator

from pvsync.cli.completion_words import FILE, FOLDER, RUN, TEXT, Flag, Place, takes_by_flag

LOAD = "pvsync completion fish | source"

_SCRIPT = """\
# Completion of pvsync for fish. In ~/.config/fish/config.fish: {load}
function __pvsync_takes
    switch "$argv[1]/$argv[2]"
        case {takes}
            return 0
    end
    return 1
end

function __pvsync_below
    switch "$argv[1]/$argv[2]"
        case {below}
            return 0
    end
    return 1
end

function __pvsync_at
    set -l place ''
    set -l behind ''
    for word in (commandline -opc)[2..-1]
        if test -n "$behind"
            set behind ''
        else if string match -q -- '-*' $word
            if __pvsync_takes "$place" $word
                set behind $word
            end
        else if __pvsync_below "$place" $word
            set place (string trim "$place $word")
        end
    end
    test "$place" = "$argv[1]"
end

function __pvsync_runs
    for run in .pvsync/runs/*/
        command basename $run
    end
end

complete -c pvsync -f
{lines}
"""
_BEHIND = {FILE: " -r -F", FOLDER: " -x -a '(__fish_complete_directories)'", RUN: " -x -a '(__pvsync_runs)'"}


def script(found: tuple[Place, ...]) -> str:
    """The script."""
    takes = [f"{path}/{name}" for path, name, _ in takes_by_flag(found)]
    below = [f"{place.path}/{name}" for place in found for name, _ in place.below]
    return (
        _SCRIPT.replace("{load}", LOAD)
        .replace("{takes}", " ".join(f"'{text}'" for text in takes))
        .replace("{below}", " ".join(f"'{text}'" for text in below))
        .replace("{lines}", "\n".join(line for place in found for line in _lines(place)))
    )


def _lines(place: Place) -> Iterator[str]:
    start = f"complete -c pvsync -n '__pvsync_at \"{place.path}\"'"
    for name, about in place.below:
        yield f"{start} -a {name} -d {_quoted(about)}"
    for flag in place.flags:
        yield f"{start} {_names(flag)}{_value(flag.takes)} -d {_quoted(flag.about)}"
    if place.takes not in {"", TEXT}:
        yield f"{start}{_value(place.takes).replace(' -r', '').replace(' -x', '')}"


def _names(flag: Flag) -> str:
    return " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in flag.names)


def _value(takes: str) -> str:
    if takes in {"", TEXT}:
        return " -x" if takes else ""
    return _BEHIND.get(takes) or f" -x -a {_quoted(takes.removeprefix('words '))}"


def _quoted(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{inside}'"

"""Completion for bash, from 3.2 on: one function, and three tables that it looks things up in."""

from pvsync.cli.completion_words import Place, takes_by_flag

LOAD = "source <(pvsync completion bash)"

_SCRIPT = """\
# Completion of pvsync for bash. In ~/.bashrc: {load}
_pvsync_below() {
    case "$1" in
{below}
    esac
}

_pvsync_flags() {
    case "$1" in
{flags}
    esac
}

_pvsync_takes() {
    case "$1/$2" in
{takes}
    esac
}

_pvsync() {
    local current="${COMP_WORDS[COMP_CWORD]}" place="" behind="" word takes number
    COMPREPLY=()
    for ((number = 1; number < COMP_CWORD; number++)); do
        word="${COMP_WORDS[number]}"
        if [[ "$word" == "=" ]]; then
            continue
        elif [[ -n "$behind" ]]; then
            behind=""
        elif [[ "$word" == -* ]]; then
            [[ -z "$(_pvsync_takes "$place" "$word")" ]] || behind="$word"
        elif [[ " $(_pvsync_below "$place") " == *" $word "* ]]; then
            place="${place:+$place }$word"
        fi
    done
    [[ "$current" != "=" ]] || current=""
    if [[ -n "$behind" ]]; then
        takes="$(_pvsync_takes "$place" "$behind")"
    elif [[ "$current" == -* ]]; then
        takes="words $(_pvsync_flags "$place")"
    elif [[ -n "$(_pvsync_below "$place")" ]]; then
        takes="words $(_pvsync_below "$place")"
    else
        takes="$(_pvsync_takes "$place" "")"
    fi
    case "$takes" in
        words*) COMPREPLY=($(compgen -W "${takes#words}" -- "$current")) ;;
        run) COMPREPLY=($(compgen -W "$(ls .pvsync/runs 2> /dev/null)" -- "$current")) ;;
        file | folder)
            local IFS=$'\\n'
            compopt -o filenames 2> /dev/null
            if [[ "$takes" == file ]]; then
                COMPREPLY=($(compgen -f -- "$current"))
            else
                COMPREPLY=($(compgen -d -- "$current"))
            fi
            ;;
    esac
}

complete -F _pvsync pvsync
"""


def script(found: tuple[Place, ...]) -> str:
    """The script."""
    below = [_case(place.path, *(name for name, _ in place.below)) for place in found if place.below]
    flags = [_case(place.path, *(name for name, _ in place.listed)) for place in found]
    takes = [
        _pattern(f'"{path}/{name}"' if path != "*" else f'*"/{name}"', what)
        for path, name, what in takes_by_flag(found)
    ]
    takes += [_pattern(f'"{place.path}/"', place.takes) for place in found if place.takes]
    return (
        _SCRIPT.replace("{load}", LOAD)
        .replace("{below}", "\n".join(below))
        .replace("{flags}", "\n".join(flags))
        .replace("{takes}", "\n".join(takes))
    )


def _case(path: str, *words: str) -> str:
    return _pattern(f'"{path}"', " ".join(words))


def _pattern(pattern: str, said: str) -> str:
    return f"        {pattern}) echo '{said}' ;;"

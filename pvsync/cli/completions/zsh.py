"""Completion for zsh: every command and flag with what it does."""

from pvsync.cli.completion_words import Place, takes_by_flag

LOAD = "source <(pvsync completion zsh)"

_SCRIPT = """\
#compdef pvsync
# Completion of pvsync for zsh. In ~/.zshrc, after `compinit`: {load}
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
    local place="" behind="" word takes
    local -a reply
    for word in "${(@)words[2,CURRENT-1]}"; do
        if [[ -n "$behind" ]]; then
            behind=""
        elif [[ "$word" == -* ]]; then
            [[ -z "$(_pvsync_takes "$place" "$word")" ]] || behind="$word"
        else
            reply=()
            _pvsync_below "$place"
            [[ -z "${reply[(r)$word:*]}" ]] || place="${place:+$place }$word"
        fi
    done
    word="${words[CURRENT]}"
    if [[ -z "$behind" && "$word" == -*=* ]]; then
        behind="${word%%=*}"
        compset -P '*='
    fi
    reply=()
    if [[ -n "$behind" ]]; then
        takes="$(_pvsync_takes "$place" "$behind")"
    elif [[ "$word" == -* ]]; then
        _pvsync_flags "$place"
        _describe flag reply
        return
    else
        _pvsync_below "$place"
        if (( $#reply )); then
            _describe command reply
            return
        fi
        takes="$(_pvsync_takes "$place" "")"
    fi
    case "$takes" in
        words*) compadd -- ${=takes#words} ;;
        run) compadd -- .pvsync/runs/*(N:t) ;;
        file) _files ;;
        folder) _files -/ ;;
    esac
}

if [[ "$funcstack[1]" == _pvsync ]]; then
    _pvsync "$@"
else
    compdef _pvsync pvsync
fi
"""


def script(found: tuple[Place, ...]) -> str:
    """The script."""
    takes = [
        f"        {place if place == '*' else _quoted(place)}{_quoted('/' + name)}) echo {_quoted(what)} ;;"
        for place, name, what in takes_by_flag(found)
    ]
    takes += [
        f"        {_quoted(place.path + '/')}) echo {_quoted(place.takes)} ;;"
        for place in found
        if place.takes
    ]
    return (
        _SCRIPT.replace("{load}", LOAD)
        .replace("{below}", "\n".join(_case(place.path, place.below) for place in found if place.below))
        .replace("{flags}", "\n".join(_case(place.path, place.listed) for place in found))
        .replace("{takes}", "\n".join(takes))
    )


def _case(path: str, words: tuple[tuple[str, str], ...]) -> str:
    said = " ".join(_quoted(f"{name}:{about}") for name, about in words)
    return f"        {_quoted(path)}) reply=({said}) ;;"


def _quoted(text: str) -> str:
    inside = text.replace("'", "'\\''")
    return f"'{inside}'"

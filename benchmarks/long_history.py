"""A long life for a generated catalog: commits that change prices, take territories out, delete files and bring some back."""

import re
import subprocess
from collections.abc import Iterator
from random import Random

from estate import Estate

_SEED = 20260602
_PRICE = re.compile(r"      - territory: CA\n(?:        .*\n)+")
_CHANGES = ("price", "price", "price", "territory", "delete", "restore")


def write(estate: Estate, commits: int) -> None:
    """Add commits to the repository of an estate, through one `git fast-import`; the work tree follows."""
    command = ["git", "-C", str(estate.root), "fast-import", "--quiet", "--force"]
    subprocess.run(command, input="".join(_stream(estate, commits)).encode(), check=True)
    subprocess.run(["git", "-C", str(estate.root), "reset", "-q", "--hard", "main"], check=True)


def _stream(estate: Estate, commits: int) -> Iterator[str]:
    dice = Random(_SEED)  # noqa: S311 - repeatable figures, not secrets
    texts = {
        path.relative_to(estate.root).as_posix(): path.read_text(encoding="utf-8") for path in estate.files
    }
    names = list(texts)
    gone: dict[str, str] = {}
    for number in range(commits):
        name, what = dice.choice(names), dice.choice(_CHANGES)
        message = f"{what} {number}"
        yield f"commit refs/heads/main\ncommitter Bench <bench@example.com> {1_780_000_000 + 60 * number} +0000\n"
        yield f"data {len(message)}\n{message}\n"
        if number == 0:
            yield "from refs/heads/main^0\n"
        if what == "restore" and gone:
            back, text = gone.popitem()
            texts[back] = text
            yield _file(back, text)
        elif name not in texts:
            continue
        elif what == "delete":
            gone[name] = texts.pop(name)
            yield f"D {name}\n"
        else:
            texts[name] = _edited(texts[name], what, number)
            yield _file(name, texts[name])


def _edited(text: str, what: str, number: int) -> str:
    if what == "territory":
        if "      - CA\n" not in text:
            return f"{text}# note {number}\n"
        return _PRICE.sub("", text.replace("      - CA\n", "", 1), count=1)
    first = next(line for line in text.splitlines() if "srp:" in line)
    head, _, currency = first.rpartition(" ")
    return text.replace(first, f"{head.rpartition(' ')[0]} {50 + number % 50}.99 {currency}", 1)


def _file(name: str, text: str) -> str:
    return f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n"

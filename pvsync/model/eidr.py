"""EIDR: the shape of an id, and the character that proves its digits."""

import re

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MODULUS = len(_ALPHABET)
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_SHAPE = re.compile(
    r"(?:10\.5240/|urn:eidr:10\.5240:)((?:[0-9A-F]{4}-){5})([0-9A-Z])",
    re.ASCII | re.IGNORECASE,  # a DOI is the same in either case (DOI Handbook, 2.4)
)


def split_eidr(text: str) -> tuple[str, str] | None:
    """The twenty digits and the check character of an EIDR in capitals; None for a text of another shape.

    Args:
        text: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C` or `urn:eidr:10.5240:XXXX-XXXX-XXXX-XXXX-XXXX-C`.
    """
    found = _SHAPE.fullmatch(text)
    return None if found is None else (found[1].replace("-", "").upper(), found[2].upper())


def check_character(digits: str) -> str:
    """The character that belongs behind some digits (ISO 7064, pure hybrid system Mod 37,36).

    Args:
        digits: Digits and capital letters.
    """
    product = _MODULUS
    for digit in digits:
        total = (product + _VALUES[digit]) % _MODULUS or _MODULUS
        product = total * 2 % (_MODULUS + 1)
    return _ALPHABET[(1 - product) % _MODULUS]

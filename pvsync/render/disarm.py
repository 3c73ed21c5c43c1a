"""Text from outside made safe to show: what would steer a terminal or reverse a line becomes visible."""

import unicodedata

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # Indic and Persian spelling and emoji need them; they move nothing
_BYTE, _PLANE = 0x100, 0x10000


def disarm(text: str) -> str:
    r"""The same text with control, format and separator characters written out (`\x1b`, `\u202e`).

    What is plain already comes back unchanged, so that disarming twice is disarming once.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _STEERING:
        return character
    code = ord(character)
    if code < _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < _PLANE else f"\\U{code:08x}"

"""Metadata files and manifests as a screen: what was written, what it was held to, and what has none."""

from collections.abc import Iterator

from pvsync.model.delivered import Delivered
from pvsync.render.english import listed, sentence
from pvsync.render.screen import Line, Screen, Span, Tone, paint, wrapped


def delivered_text(delivered: Delivered, screen: Screen) -> str:
    """Every file, then what stands beside them."""
    return paint(_lines(delivered, screen.width), screen)


def _lines(delivered: Delivered, width: int) -> Iterator[Line]:
    for file in delivered.files:
        said = f"{file.file}: {delivered.format} of {file.alid}, {file.contents}."
        yield from wrapped((Span(said),), width, 2)
    if delivered.without:
        many = len(delivered.without) > 1
        said = f"{listed(delivered.without)} {'have' if many else 'has'} no `metadata`, so no file was written for {'them' if many else 'it'}."
        yield from wrapped((Span(said, Tone.WARNING),), width, 2)
    if delivered.files and delivered.template:
        yield from wrapped((Span(f"Laid out by your own {delivered.template}."),), width, 2)
    if delivered.files:
        yield from wrapped((Span(sentence(_held_to(delivered))),), width, 2)


def _held_to(delivered: Delivered) -> str:
    if delivered.schema:
        return f"valid by {delivered.schema} and by the rules of Prime Video's table"
    return "valid by the rules of Prime Video's table; `--schema FOLDER` holds them to MovieLabs' schema too"

"""Blocks of a page chosen so that the page keeps to a size: no block is ever cut, and what is left out is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Measure: TypeAlias = Callable[[str], int]
"""How large a text is: in characters where a site counts those, in bytes where it counts these."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page that stands or falls as a whole.

    Args:
        text: The piece, ending in a line break.
        stands_for: How many things it tells of, which are counted where it is left out.
    """

    text: str
    stands_for: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page.

    Args:
        head: What stands above its blocks; always there.
        blocks: What it tells, most important first.
        rest: What is said instead of so many things that have no room.
        rank: Who takes room first; equal ranks in their order.
        share: How much of the room it may take from those after it, at most 1.
        whole: Whether the share is for a part of it only: all of it may take all the room.
    """

    head: str
    blocks: tuple[Block, ...]
    rest: Callable[[int], str]
    rank: int
    share: float = 1.0
    whole: bool = False

    @property
    def all(self) -> str:
        """The section with every block."""
        return self.head + "".join(block.text for block in self.blocks)

    @property
    def least(self) -> str:
        """The section without any block."""
        left = sum(block.stands_for for block in self.blocks)
        return self.head + (self.rest(left) if left else "")


def page_within(sections: Sequence[Section], size: int, measure: Measure) -> str:
    """The sections in their order, each with as many blocks as have room.

    Heads and counts have room before any block. Where not even these have, sections give way from the last rank on.
    """
    kept = _fitting(sections, size, measure)
    texts = [section.least for section in kept]
    room = size - sum(measure(text) for text in texts)
    order = sorted(range(len(kept)), key=lambda place: kept[place].rank)
    # The second round gives what nobody took to those that were held back.
    for held_back in (True, False):
        for place in order:
            section = kept[place]
            taken = measure(texts[place]) - measure(section.least)
            free = room + taken
            texts[place] = _filled(section, free, measure)
            if held_back and not (section.whole and texts[place] == section.all):
                texts[place] = _filled(section, int(free * section.share), measure)
            room -= measure(texts[place]) - measure(section.least) - taken
    return "".join(texts)


def _fitting(sections: Sequence[Section], size: int, measure: Measure) -> list[Section]:
    kept = list(sections)
    while kept and sum(measure(section.least) for section in kept) > size:
        last = max(section.rank for section in kept)
        kept.remove(next(section for section in reversed(kept) if section.rank == last))
    return kept


def _filled(section: Section, room: int, measure: Measure) -> str:
    """A section with the blocks that have room beside what is reserved for it already."""
    sizes = [measure(block.text) for block in section.blocks]
    left = sum(block.stands_for for block in section.blocks)
    free = room + measure(section.least) - measure(section.head)
    if sum(sizes) <= free:
        return section.all
    # The count that stands instead of the others never gets longer by telling of fewer.
    free -= measure(section.rest(left))
    parts = [section.head]
    for block, needed in zip(section.blocks, sizes, strict=True):
        if needed <= free:
            parts.append(block.text)
            free -= needed
            left -= block.stands_for
    return "".join((*parts, section.rest(left)))

"""The kinds of title, one file each; the union is spelt out so that type checkers see every kind."""

from typing import TypeAlias

from pvsync.model.titles.box_set import BoxSet
from pvsync.model.titles.collection import Collection
from pvsync.model.titles.episode import Episode
from pvsync.model.titles.movie import Movie
from pvsync.model.titles.season import Season
from pvsync.model.titles.series import Series
from pvsync.model.titles.supplemental import Supplemental

Bundle: TypeAlias = BoxSet | Collection
"""What is sold as one, in the highest quality of each part."""

Title: TypeAlias = Movie | Season | Episode | BoxSet | Collection | Supplemental

__all__ = ["BoxSet", "Bundle", "Collection", "Episode", "Movie", "Season", "Series", "Supplemental", "Title"]

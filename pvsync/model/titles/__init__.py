"""The kinds of title, one file each; the union is spelt out so that type checkers see every kind."""

from typing import TypeAlias

from pvsync.model.titles.episode import Episode
from pvsync.model.titles.movie import Movie
from pvsync.model.titles.season import Season
from pvsync.model.titles.series import Series

Title: TypeAlias = Movie | Season | Episode

__all__ = ["Episode", "Movie", "Season", "Series", "Title"]

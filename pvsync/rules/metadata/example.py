"""A collection with all that its metadata file needs, for the examples of these rules.

A picture is named for its size; the tests of the examples draw it, since a text cannot.
"""

EXAMPLE = """
kind: collection
alid: WEATHER
title: The Weather Collection
members: [HEAT, COLD]
avails: []
metadata:
  release_year: 2026
  identifiers:
    - {namespace: ORG, id: WEATHER}
  licensor: {alias: acme, name: Acme Pictures}
  credits:
    - {text: 2026 Acme Pictures}
  localized:
    - language: en-US
      title: The Weather Collection
      summary_190: Two films of one long year.
      summary_400: Two films of one long year, together for the first time.
      artwork:
        - {purpose: cover, file: catalog/artwork/weather_cover_1920x1080.jpg}
        - {purpose: boxart, file: catalog/artwork/weather_box_1200x1600.jpg}
        - {purpose: poster, file: catalog/artwork/weather_poster_2000x3000.jpg}
        - {purpose: hero, file: catalog/artwork/weather_hero_1920x1080.jpg}
        - {purpose: title, file: catalog/artwork/weather_title_1100x660.png}
---
kind: movie
alid: HEAT
title: Heat Haze
avails: []
---
kind: movie
alid: COLD
title: Cold Front
avails: []
"""


def changed(*changes: tuple[str, str]) -> str:
    """The example with some of its text replaced.

    Args:
        changes: What stands there, once, and what to write instead.
    """
    text = EXAMPLE
    for before, after in changes:
        text = text.replace(before, after)
    return text

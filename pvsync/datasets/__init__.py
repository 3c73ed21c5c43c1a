"""Slate datasets: what is catalogued on Prime Video and who watches it, in a local store."""

"""Edits of catalog files at known places: bytes in, bytes out, and nothing else moves."""

"""Judges titles: one file per rule, which is also its page and its examples."""

"""Desired and live in, changes and their order out; pure."""

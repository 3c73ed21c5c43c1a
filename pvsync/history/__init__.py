"""Asks git what was declared, by whom, and what has left."""

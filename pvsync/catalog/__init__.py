"""Turns YAML into titles in which every value's place can be asked."""

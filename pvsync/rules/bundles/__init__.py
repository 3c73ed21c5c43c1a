"""Rules about box sets, collections and what they hold."""

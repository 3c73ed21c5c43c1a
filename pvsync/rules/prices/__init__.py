"""Rules about what it costs."""

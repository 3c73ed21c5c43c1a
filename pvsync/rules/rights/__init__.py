"""Rules about what is held, as against what is offered."""

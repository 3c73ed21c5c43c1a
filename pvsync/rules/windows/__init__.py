"""Rules about when a transaction is open."""

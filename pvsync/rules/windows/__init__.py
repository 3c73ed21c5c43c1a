"""Rules about when, where and in what form a transaction is open."""

"""Rules about a season and its episodes."""

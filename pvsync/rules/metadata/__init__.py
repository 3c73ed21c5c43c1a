"""Rules about what a collection's metadata file needs."""

"""What is live as files of a catalog, and the lists of ids that people keep of it."""

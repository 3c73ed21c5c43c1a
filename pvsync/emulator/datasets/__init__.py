"""The stand-in for the Slate Datasets API: sign-in, listings, presigned zips, and an estate of believable rows."""

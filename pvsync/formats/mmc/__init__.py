"""MMC, the manifest of what is delivered: written for the artwork of collections."""

"""Other people's files: reads and writes what rights teams and retailers send around."""

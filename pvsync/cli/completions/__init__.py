"""The shells that can complete a command line of pvsync, one file each."""

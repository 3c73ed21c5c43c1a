"""The wire: an avail as the service spells it, read and written without a guess and without a loss."""

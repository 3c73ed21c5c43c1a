"""What every client of HTTP shares: one limit of time for a whole answer."""

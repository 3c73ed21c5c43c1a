"""The endpoints, one file per operation: what it does, single and as an item of a batch."""

"""What `pvsync export` can write: one module each."""

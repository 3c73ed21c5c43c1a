"""What `pvsync datasets` does: one module each."""

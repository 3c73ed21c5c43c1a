"""What `pvsync import` can bring in: one module each."""

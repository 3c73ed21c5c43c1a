"""The steps of `pvsync onboard`, one module each."""

"""`pvsync.yaml`: licensor, environments, channels, zones."""

"""pvsync keeps a Prime Video catalog as code: YAML in git, planned and applied through the Avails API."""

__version__ = "0.1.0"

"""The Avails API: its wire both ways, its limits, and three-valued reads."""

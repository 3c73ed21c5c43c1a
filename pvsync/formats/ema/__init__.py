"""EMA Avails workbooks, versions 1.6 to 1.9."""

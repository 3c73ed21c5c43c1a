"""One file per thing a person wants done; the only place that joins rooms."""

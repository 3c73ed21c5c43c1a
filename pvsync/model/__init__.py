"""The nouns of the trade, as plain values: no input, no output, standard library only."""

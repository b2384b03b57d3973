"""Who takes part, which codes there are, and whose token this is."""

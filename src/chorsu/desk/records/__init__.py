"""Records: the table of seizures, one record, and what its provider does with it."""

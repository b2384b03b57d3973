"""Templates that go out, filled from the data bank: which, what is filled, what is missing, from which records."""

"""Standing release rules of an authority: what of its records goes to whom as soon as it is stored."""

"""Prepared messages: an authority's own, kept by its liaison and duty officers, and the standard ones of the centre."""

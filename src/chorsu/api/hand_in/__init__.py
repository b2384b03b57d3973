"""Handing files in, and what became of them."""

"""Kernel: ids, clock, text, quantities, errors, shapes that rooms share. Knows neither Django nor a database."""

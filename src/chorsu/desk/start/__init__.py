"""The start page: two doors and, on the example installation, the cast."""

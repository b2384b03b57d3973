"""Readers: files of tables become normalised rows, each value tied to its cell. Pure: no Django, no database."""

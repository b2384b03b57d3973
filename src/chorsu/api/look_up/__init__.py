"""The exact look-up of an identifier."""

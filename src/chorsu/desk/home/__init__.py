"""Home, the live room."""

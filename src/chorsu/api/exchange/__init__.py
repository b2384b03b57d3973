"""Messages between authorities."""

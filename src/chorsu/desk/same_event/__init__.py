"""Same event?: the claims that two reports tell of one event, side by side, to confirm, reject or undo."""

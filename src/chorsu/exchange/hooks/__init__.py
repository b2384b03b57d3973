"""Calls to the machines of an authority: that something waits for it, signed, without a word of what."""

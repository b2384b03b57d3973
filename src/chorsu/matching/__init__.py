"""Matching: finds that two reports mean the same event. Must not change a record; it proposes and links."""

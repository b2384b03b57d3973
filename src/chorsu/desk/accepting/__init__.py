"""Accepting what a text tells beside seizures: news, events, recommendations, instruments, figures, posts."""

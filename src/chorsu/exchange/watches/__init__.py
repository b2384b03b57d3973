"""Watches: standing searches that fire when something is recorded; what they ask, and how they are found again."""

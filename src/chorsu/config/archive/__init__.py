"""Backup and restore: one file that holds a whole installation as it stood at one moment."""

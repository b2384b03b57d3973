"""Watches: standing searches that fire when something is recorded; what they ask, how they are found, their alerts.

Owns watches and alerts. An alert holds no word of a record: why it came is told anew to each reader, of the record as
that one sees it (decision 16).
"""

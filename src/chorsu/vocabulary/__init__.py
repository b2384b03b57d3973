"""Vocabulary: substances, units, places and manners as reviewed data files, and the look-ups over them.

Owns the codes that records store. Must not know a record, an officer or a database; names no substance in code.
"""

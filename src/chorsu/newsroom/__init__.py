"""Newsroom: news items as drafts, translations, approval by a second person, publication through the marking gate.

Owns drafts, their history, the snapshots that the public site may read, and the votes on them. Must not publish
anything marked for fewer than everybody, and has no pages.
"""

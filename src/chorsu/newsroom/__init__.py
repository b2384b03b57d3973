"""Newsroom: news items as drafts, translations, approval by a second person, publication through the marking gate.

Must not publish anything marked for fewer than everybody.
"""

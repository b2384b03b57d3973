"""Texts handed in and the drafts read from them, one a seizure: read by the worker, confirmed by an officer.

Owns the slots of a draft and their stored form (`slots`), how a reading fills them (`opening`), what a person may put
into them (`parsing`), and the way of an accepted draft into the data bank (`recording`). Must not read texts itself:
that is `intake.reading`, and `intake.texts` for files.
"""

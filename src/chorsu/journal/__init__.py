"""Journal: the append-only, hash-chained log of accepted acts; outbox, sequencer, cursors.

Must never hold content: an entry carries kinds, ids and salted commitments only.
"""

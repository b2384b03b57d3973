"""The audit trail: the journal's second stream, who read, searched, exported, signed in or administered what.

Must never hold content: an entry has identifiers, counts, digests and the salted hash of its words. The words of a
filter or a search lie beside it and can be erased; the chain then still verifies.
"""

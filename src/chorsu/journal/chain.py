"""The hash chain of the journal: commitments, entry hashes and their verification. Pure: no Django, no database."""

"""What a recall leaves behind: tombstones and receipts, exports taken before it, flags on what was made of the record.

Owns how a narrowing travels to those it closes. Must not decide who may narrow (`records.services`).
"""

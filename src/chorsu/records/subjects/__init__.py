"""Requests of data subjects: taken in by the data-protection officer, forwarded to providers, answered in time.

The data-protection officer reads no record: who may know something is asked of the providers, who reply here.
"""

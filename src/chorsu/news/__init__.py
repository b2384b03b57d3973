"""The public site: a process and a database role of its own. Reads published news and tallies, writes votes.

Owns its pages, feeds and addresses. Must not know drafts, officers, sessions or the officers' address; needs no script
in the reader's browser.
"""

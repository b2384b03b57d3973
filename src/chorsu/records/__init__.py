"""Records: the data bank. Reports, seizures, lots, links between reports of one event; release and recall.

Must not read files, compare records or draw pages.
"""

"""Fill-outs of the templates that go out: the region's quarterly table, UNODC's individual and annual questionnaires.

Owns their columns, the rows that fill them from the records a viewer sees (each event once), and the workbook. Every
fill-out says what is filled, what is missing, and from which records.
"""

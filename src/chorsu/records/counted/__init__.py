"""Figures of records that providers let member states count unseen: coarse cells, told once, small counts never."""

"""Intake: reads files into rows (pure, in readers) and hands them in to the data bank, resumably.

Must not decide who may see a row: the marking comes with the hand-in.
"""

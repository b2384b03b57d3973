"""Handling: markings, the rule that decides who sees what, and the same rule compiled to row-level security.

Must import no other room than the kernel; knows principals as numbers, never as states or agencies.
"""

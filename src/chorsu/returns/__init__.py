"""Statistical returns: what authorities state as totals, reconciled with the events of the data bank.

Owns returns, nil returns and their reconciliation; they are never added to events. Has no pages.
"""

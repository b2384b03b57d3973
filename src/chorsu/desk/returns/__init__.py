"""Statistical returns: the list and the calendar, entry by hand or sheet, one return with its reconciliation."""

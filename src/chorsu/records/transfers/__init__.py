"""Lawful transfer: what is weighed before personal data go to another state, and the decision that is kept."""

"""Directory: states, agencies, officers; the user model; builds the Actor that every rule is asked about.

Must not decide what anybody may see: that is handling.
"""

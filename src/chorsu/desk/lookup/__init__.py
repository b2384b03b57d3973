"""The page of exact look-up."""

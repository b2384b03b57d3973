"""Photographs of a seizure: what the provider took, and the copies without metadata that everybody else sees."""

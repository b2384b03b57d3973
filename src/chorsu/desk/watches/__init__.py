"""Watches and their alerts, as pages of the exchange."""

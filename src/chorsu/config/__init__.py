"""Wiring: settings, urls, asgi and the program's verbs."""

"""Signing in and out: the doors of django-allauth, closed to strangers."""

"""Erasing by law in two steps: one officer of the provider proposes, another confirms."""

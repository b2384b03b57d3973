"""Building of the prebuilt tables of places from public packages (dependency group `vocabulary`, npm for boundaries).

Owns how the committed files of `data/places` are made, so that anyone can make them again. Must not be imported by
anything that runs in production.
"""

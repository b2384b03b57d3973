"""The quality of an authority's reports: its own first, then what others show to the viewer."""

"""Pages of handling over time: what was recalled, permissions asked for, reviews due, transfers and data subjects."""

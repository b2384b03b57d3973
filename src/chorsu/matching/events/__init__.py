"""Same event: compares normalised rows and says which report the same seizure, and why. Pure core."""

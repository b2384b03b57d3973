"""Standing release rules of the viewer's agency: what goes to whom as soon as it is stored."""

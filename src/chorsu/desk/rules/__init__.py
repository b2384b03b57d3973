"""Standing rules of the viewer's agency: default marking, unit, threshold, tables learned and trusted."""

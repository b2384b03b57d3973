"""The duty desk: what waits, who is on duty now, the log of the shift, hand-overs, the alert card, what rings."""

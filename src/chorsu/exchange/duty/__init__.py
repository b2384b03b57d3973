"""The duty desk: the shift log of an authority, hand-overs with their signature, what stands open, the alert card."""

"""One seizure by hand: the form, its queue on the device, and what both need where there is no network."""

"""The people of the directory, for those who administer it: officers, agencies, states, groups."""

"""Search by words: what a record tells in words, kept beside it and looked through by a door."""

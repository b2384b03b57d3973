"""Records, their photographs and files of them, and what was recalled."""

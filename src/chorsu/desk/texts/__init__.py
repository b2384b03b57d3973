"""The confirming page: a text on one side, the drafts read from it on the other, by keyboard alone if wished."""

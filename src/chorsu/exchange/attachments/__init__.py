"""Files that go with a message or its translation: seen by exactly those who see it, kept sealed."""

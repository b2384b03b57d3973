"""The live stream: journal entries as server-sent events, each viewer seeing what row-level security lets through."""

"""The alliances, who sits at their table, where they work, and who may see and do what."""

"""A snapshot ready for questions: its places, how they are found, and what it holds."""

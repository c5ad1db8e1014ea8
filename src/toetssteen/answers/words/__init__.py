"""Answers in words that a resident can read aloud (B1)."""

"""The types and rules shared by all rooms. Standard library and numpy only."""

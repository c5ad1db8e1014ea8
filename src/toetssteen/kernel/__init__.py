"""The words everything shares. Standard library and numpy only."""

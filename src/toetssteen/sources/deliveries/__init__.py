"""Dated raw folders: written whole or not at all, what belongs together, and the log of refreshes."""

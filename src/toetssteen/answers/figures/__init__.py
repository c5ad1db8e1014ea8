"""The figures of a place through the years, and those of one indicator over all places."""

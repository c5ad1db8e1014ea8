"""Which source a file is of, by what stands in it and not by its name."""

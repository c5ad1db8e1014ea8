"""One module per layout of a publisher: from a grid to tables of cells."""

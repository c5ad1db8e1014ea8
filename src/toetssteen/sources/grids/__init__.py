"""Files as grids of cells: kind, encoding, rows, and the meaning of a written cell."""

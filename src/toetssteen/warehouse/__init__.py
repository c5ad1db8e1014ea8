"""Raw files become one immutable, dated snapshot: a DuckDB file, the cube, outlines, definitions and checks."""

"""Places side by side: those that a reader picks, and the focus areas."""

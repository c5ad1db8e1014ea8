"""A file as it stands on paper: its kind, its letters, its rows and cells, and what a written cell means."""

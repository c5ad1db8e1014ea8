"""Which column of a publisher's table is which figure: by title, unit and group, never by position."""

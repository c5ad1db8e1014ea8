"""What must be true of figures before they may be seen: of each table, and of the country as a whole."""

"""How an own table is read, checked, described and published."""

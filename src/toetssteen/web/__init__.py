"""Everything Django: it translates answers into pages and keeps the programme and its people."""

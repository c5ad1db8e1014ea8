"""The open-data API under /v1: the same answers as the pages, for machines. It translates and decides nothing."""

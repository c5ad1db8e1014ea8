"""Publishers' files: fetched into dated raw folders, and read into tables of cells. One module per layout."""

"""The independent recomputation: the publishers' raw files read a second time, and what readers see held against it.

Nothing here imports `toetssteen`. The product is touched as a reader touches it: pages, API, downloads. The
definitions are read as data: which column of which file is which figure.
"""

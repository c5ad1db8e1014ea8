"""The invented country: what Toetssteen shows when no data folder is given.

Every name and every figure here is made by the project itself. Nothing is about a real place.
"""

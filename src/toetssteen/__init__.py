"""Toetssteen: does this plan really help the neighbourhood further?"""

__version__ = "0.1.0"

"""The neighbourhood: its figures and what happens there, the public face of an area."""

"""What `start.py` does: packages, front end, database, figures, serving. Standard library only.

Nothing outside the checkout is touched: no cache in the home folder, temporary files in `var/tmp`.
"""

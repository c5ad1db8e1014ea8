"""The worker and the processes it starts: claiming, watching, ending, taking over.

`loop` is the worker, `children` a run as the worker sees it, `running` a run from within, `rows` the workers in the
database, and `processes` what the machine knows.
"""

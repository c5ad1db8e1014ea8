"""Work that happens outside a request: a table of jobs, a worker that runs each in a process of its own, a schedule.

The contract that a kind of job may count on, and what it must hold to itself, is in `kinds`.
"""

"""An installation with kinds of job to try the worker with."""

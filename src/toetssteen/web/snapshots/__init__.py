"""Which places there are, for every app that speaks of them: the snapshot a request is answered from."""

"""Pure functions from arrays to frozen results. No storage, no Django, no printing, no globals."""

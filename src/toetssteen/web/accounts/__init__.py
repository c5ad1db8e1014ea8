"""Who signs in. Readers of the public pages never do."""

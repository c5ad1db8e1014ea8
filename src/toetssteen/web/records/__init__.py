"""Records of alliances: what all kinds have in common, from visibility to the API."""

"""Fetching from publishers over the network: politely, within bounds, and whole or not at all."""

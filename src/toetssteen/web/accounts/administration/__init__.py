"""Pages of an administrator: people, their roles, organisations."""

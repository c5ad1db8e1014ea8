"""Who does what: alliances, their goals and activities. What people type; figures come from elsewhere."""

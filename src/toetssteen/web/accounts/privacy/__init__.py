"""What is kept about people, how long, and how somebody is forgotten."""

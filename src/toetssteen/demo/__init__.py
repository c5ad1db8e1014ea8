"""What is made to look at: the invented programme of the invented country, and examples from public sources."""

"""What is measured, where it comes from, and which areas have a name: definitions as data, and their loaders."""

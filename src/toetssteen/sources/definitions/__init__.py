"""What the definitions of sources say, read strictly from YAML."""

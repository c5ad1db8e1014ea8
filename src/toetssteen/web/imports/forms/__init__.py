"""What somebody chooses about a list: its worksheet, its columns and its words; as choices to show, and as sent."""

# The value and the label of a choice.
Option = tuple[str, str]

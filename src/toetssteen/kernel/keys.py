"""Whether a secret key is one: what signs sessions and links must not be guessed."""

LEAST, DIFFERENT = 32, 8


def is_sound(key: str) -> bool:
    """At least 32 printable characters without blanks, of which at least 8 differ."""
    return len(key) >= LEAST and len(set(key)) >= DIFFERENT and key.isascii() and key.isprintable() and " " not in key

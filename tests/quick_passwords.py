"""The real way of keeping passwords, in a millionth of the time: half a second a password is for guessers."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    iterations = 1

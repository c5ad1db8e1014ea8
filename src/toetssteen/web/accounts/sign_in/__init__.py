"""Signing in and out: passwords, the second factor, single sign-on, and the brakes on guessing."""

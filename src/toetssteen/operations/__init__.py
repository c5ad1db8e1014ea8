"""What an administrator does with a whole installation: backup, restore, and copies between databases.

It stands on top of `web` and `cli`, and nothing imports it: Django finds its commands and jobs through its AppConfig, and
the command line its verbs by name (`cli.arguments.VERBS_ABOVE`).
"""

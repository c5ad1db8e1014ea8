"""Django's settings. Whatever differs per installation is an environment variable: see `environment`."""

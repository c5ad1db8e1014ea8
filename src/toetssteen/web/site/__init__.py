"""What all pages share: the page decorator, errors, the log of requests, and the hooks by which apps extend those below."""

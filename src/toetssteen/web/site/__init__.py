"""What every page of the site shares and no subject owns: the log of requests, and how an app speaks to those below it."""

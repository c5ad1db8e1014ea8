"""gunicorn's settings, for `gunicorn --config python:toetssteen.web.settings.server toetssteen.web.wsgi`.

The program is loaded once and the processes are split off from it; each opens the figures for itself, for an open
DuckDB file does not survive a split. The figures are mapped from the same file, so the processes share that memory.
"""

from toetssteen.kernel.places import Home
from toetssteen.web.settings import environment as env
from toetssteen.web.settings.logs import logs

bind = env.words(env.BIND)
workers = env.number(env.WORKERS, 1, 64)
threads = env.number(env.THREADS, 1, 64)
worker_class = "gthread"
preload_app = True
# A page takes a fraction of a second; a process that says nothing for a minute is stuck.
timeout = 60
# What a process that must stop may still finish.
graceful_timeout = 30
keepalive = 5
# Nothing outside `var` is touched; read-only everywhere else will do.
worker_tmp_dir = str(Home.find().var / "tmp")
control_socket_disable = True
# A header of a visitor never says under which path the site stands, or which page is asked for; not even from a server
# on this machine, which may pass on what the visitor wrote.
forwarder_headers = ""
# Our own log of requests says less about the visitor: see `logs`.
accesslog = None
logconfig_dict = logs()
loglevel = env.text(env.LOG_LEVEL).lower()

(Home.find().var / "tmp").mkdir(parents=True, exist_ok=True)


def post_worker_init(worker: object) -> None:
    """Each process makes its figures ready in the background."""
    # Django is set up by now, and not when this file is read.
    from toetssteen.web.monitor.warming import watch

    watch()


def worker_exit(server: object, worker: object) -> None:
    from toetssteen.web.monitor.warming import close

    close()

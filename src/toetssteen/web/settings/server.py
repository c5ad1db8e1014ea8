"""gunicorn's settings, for `gunicorn --config python:toetssteen.web.settings.server toetssteen.web.wsgi`.

The program is loaded once and the processes are split off from it; each opens the figures for itself, for an open
DuckDB file does not survive a split. The figures are mapped from the same file, so the processes share that memory.
"""

import logging

from toetssteen.kernel.errors import ToetssteenError
from toetssteen.kernel.home import Home
from toetssteen.kernel.private import MASK, only_for_us, tighten
from toetssteen.warehouse.leftovers import clean
from toetssteen.web.settings import environment as env
from toetssteen.web.settings.database import own_files
from toetssteen.web.settings.logs import logs
from toetssteen.web.snapshots import warming

log = logging.getLogger("toetssteen.start")
only_for_us()

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

umask = MASK

(Home.find().var / "tmp").mkdir(parents=True, exist_ok=True)
# What an earlier version made readable for everybody on this machine is not so any more.
tighten([Home.find().var, *own_files(env.text(env.DATABASE))])


def on_starting(server: object) -> None:
    """What a killed command left is removed; what cannot be is no reason not to serve."""
    try:
        clean(Home.find())
    except ToetssteenError as problem:
        log.error("%s", problem)


def post_worker_init(worker: object) -> None:
    """Each process makes its figures ready in the background."""
    warming.start()


def worker_exit(server: object, worker: object) -> None:
    warming.close()

"""Many editors at once on the same few activities: is anything lost, and does anybody get an error?

Each editor opens an activity, changes it as the form does (with the version it saw), and starts again when somebody else was
first. Run with the database of TOETSSTEEN_DATABASE, in an empty `var`; prints JSON. Used by test_editors.py.
"""

import argparse
import json
import os
import random
import threading
import time
import traceback

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toetssteen.web.settings.base")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from toetssteen.web.accounts.models import Grant, Organisation, User  # noqa: E402
from toetssteen.web.accounts.selectors import actor  # noqa: E402
from toetssteen.web.alliances.models import Alliance  # noqa: E402
from toetssteen.web.programmes.models import Activity  # noqa: E402
from toetssteen.web.records import services  # noqa: E402

SHARED = 10


class Editor(threading.Thread):
    """written: what got in, by activity; late: how often somebody else was first; errors: anything else."""

    def __init__(self, number: int, user: User, activities: list[int], until: float) -> None:
        super().__init__()
        self.number, self.user, self.activities, self.until = number, user, activities, until
        self.written: list[tuple[int, str]] = []
        self.late, self.errors, self.seconds = 0, [], []

    def run(self) -> None:
        chance = random.Random(self.number)
        try:
            while time.monotonic() < self.until:
                self._once(chance)
                time.sleep(chance.uniform(0.05, 0.2))
        finally:
            connection.close()

    def _once(self, chance: random.Random) -> None:
        number = chance.choice(self.activities)
        begun = time.perf_counter()
        try:
            one = Activity.objects.select_related("alliance").get(pk=number)
            text = f"{self.number}-{len(self.written)}"
            services.change(one, {"money": text}, actor(self.user), one.version)
            self.written.append((number, text))
        except services.ConflictError:
            self.late += 1
        except Exception:
            self.errors.append(traceback.format_exc(limit=-3))
        self.seconds.append(time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--editors", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    chosen = parser.parse_args()
    call_command("migrate", verbosity=0, interactive=False)
    users, activities = prepare(chosen.editors)
    until = time.monotonic() + chosen.seconds
    editors = [Editor(n, user, activities, until) for n, user in enumerate(users)]
    for one in editors:
        one.start()
    for one in editors:
        one.join()
    print(json.dumps(told(editors, activities)))


def prepare(editors: int) -> tuple[list[User], list[int]]:
    firm = Organisation.objects.create(key="firma", name="Firma")
    alliance = Alliance.objects.create(key="gebied", name="Gebied")
    users = [User.objects.create_user(f"u{n}@example.org", f"Schrijver {n}") for n in range(editors)]
    for user in users:
        Grant.objects.create(user=user, role="programmabureau", area="gebied")
    made = [Activity.objects.create(alliance=alliance, owner=firm, name=f"Activiteit {n}") for n in range(SHARED)]
    return users, [one.pk for one in made]


def told(editors: list[Editor], activities: list[int]) -> dict[str, object]:
    """lost: what an editor was told is saved and is in no state of the history."""
    written = {pair for one in editors for pair in one.written}
    history = set(Activity.history.filter(id__in=activities).exclude(money="").values_list("id", "money"))
    versions = sum(Activity.objects.filter(pk__in=activities).values_list("version", flat=True)) - len(activities)
    seconds = sorted(s for one in editors for s in one.seconds)
    return {
        "database": connection.vendor,
        "written": len(written),
        "late": sum(one.late for one in editors),
        "errors": [error for one in editors for error in one.errors],
        "lost": len(written - history),
        "invented": len(history - written),
        "versions": versions,
        "p50": round(seconds[len(seconds) // 2] * 1000, 1),
        "p95": round(seconds[int(len(seconds) * 0.95)] * 1000, 1),
        "slowest": round(seconds[-1] * 1000, 1),
    }


if __name__ == "__main__":
    main()

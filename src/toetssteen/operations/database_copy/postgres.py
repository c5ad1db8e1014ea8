"""PostgreSQL, table by table with COPY, so that the server of the website needs no program of PostgreSQL.

Saving reads in one repeatable-read transaction; loading writes in one transaction.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from toetssteen.kernel.errors import BackupError

_CHUNK = 1 << 20
_TABLES = """
select c.relname, array_agg(a.attname order by a.attnum)
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
group by c.relname order by c.relname
"""
_SEQUENCES = "select sequencename, last_value from pg_sequences where schemaname = current_schema()"


def save(folder: Path) -> dict[str, Any]:
    """Every table of our schema into a file of its own, and where the counters stand."""
    tables = {}
    with transaction.atomic():
        cursor = _cursor()
        cursor.execute("set transaction isolation level repeatable read, read only")
        for number, (table, columns) in enumerate(cursor.execute(_TABLES).fetchall()):
            file = f"{number:04}.copy"
            with (
                (folder / file).open("wb") as out,
                cursor.copy(f"copy {_quoted(table)} ({_quoted_list(columns)}) to stdout") as rows,
            ):
                for block in rows:
                    out.write(block)
            tables[table] = {"file": file, "columns": columns, "rows": cursor.rowcount}
        counters = dict(cursor.execute(_SEQUENCES).fetchall())
    return {"tables": tables, "counters": counters}


def load(folder: Path, facts: dict[str, Any], prepare_tables: Callable[[list[str]], None]) -> None:
    """Empty all tables and fill them. Raises BackupError when one has other columns, or other rows came in."""
    prepare_tables(facts["migrations"])
    with transaction.atomic():
        cursor = _cursor()
        ours = dict(cursor.execute(_TABLES).fetchall())
        if {t: sorted(c) for t, c in ours.items()} != {t: sorted(f["columns"]) for t, f in facts["tables"].items()}:
            raise BackupError(_("De tabellen van de reservekopie zijn andere dan die van deze database."))
        cursor.execute("set constraints all deferred")
        cursor.execute(f"truncate {_quoted_list(ours)}")
        for table, table_facts in facts["tables"].items():
            _fill(cursor, folder / Path(table_facts["file"]).name, table, table_facts)
        for counter, last_value in facts["counters"].items():
            if last_value is not None:
                cursor.execute("select setval(%s::regclass, %s)", [_quoted(counter), last_value])
        # Checks foreign keys before the transaction is committed.
        cursor.execute("set constraints all immediate")


def _fill(cursor: Any, file: Path, table: str, table_facts: dict[str, Any]) -> None:
    with (
        file.open("rb") as lines,
        cursor.copy(f"copy {_quoted(table)} ({_quoted_list(table_facts['columns'])}) from stdin") as rows,
    ):
        while block := lines.read(_CHUNK):
            rows.write(block)
    if cursor.rowcount != table_facts["rows"]:
        raise BackupError(_("In de tabel {table} kwamen niet alle rijen terug.").format(table=table))


def _cursor() -> Any:
    """A cursor of psycopg: that of Django has no COPY."""
    connection.ensure_connection()
    return connection.connection.cursor()


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _quoted_list(names: Any) -> str:
    return ", ".join(_quoted(name) for name in names)

"""What the database role of the running portal may do with each table.

Two roles: ``portal_owner`` owns everything and migrates; web and workers run as ``portal_app``,
which has no DDL and no TRUNCATE, and on some tables neither UPDATE nor DELETE. A model that is
written once says so by ``app_privileges``; rights are granted anew after every migrate.
"""

from django.apps import AppConfig, apps
from django.db import connections

APP_ROLE = "portal_app"
OWNER_ROLE = "portal_owner"
EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")
WRITTEN_ONCE = ("SELECT", "INSERT")
# Django's own table of applied migrations: the running portal reads it, never writes it.
READ_ONLY_TABLES = ("django_migrations",)


# Each of pgtrigger's triggers asks this function whether a session has switched it off by a setting. Nobody may, not
# even by mistake; besides, the original raises and catches an exception at every row, which costs as much as the insert.
NEVER_IGNORED = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT false'
"""


def grants() -> dict[str, tuple[str, ...]]:
    """Return ``{table: privileges of portal_app}`` for every table of the project."""
    tables: dict[str, tuple[str, ...]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            tables[model._meta.db_table] = getattr(model, "app_privileges", EVERYTHING)
    tables.update(dict.fromkeys(READ_ONLY_TABLES, ("SELECT",)))
    return tables


def grant_app_privileges(using: str = "default", sender: AppConfig | None = None, **_: object) -> None:
    """Give ``portal_app`` exactly the privileges declared by the models; safe to repeat.

    Does nothing where the role does not exist (a database that the portal did not set up).
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('public._pgtrigger_should_ignore(name)')")
        if cursor.fetchone() != (None,):
            cursor.execute(NEVER_IGNORED)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            return
        quote = connection.ops.quote_name
        existing = set(connection.introspection.table_names(cursor))
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        for table, privileges in grants().items():
            if table in existing:
                cursor.execute(f"REVOKE ALL ON {quote(table)} FROM {APP_ROLE}")
                cursor.execute(f"GRANT {', '.join(privileges)} ON {quote(table)} TO {APP_ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")

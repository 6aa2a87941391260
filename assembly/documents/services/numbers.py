"""Numbers of acts, decisions and minutes: gapless within a scope."""

from django.db import connection


def next_number(scope: str) -> int:
    """Return the next number of a series, beginning with 1.

    The row of the series is locked until the caller's transaction ends: a number is used or given
    back together with the act that bears it, so the series has no gap.

    Args:
        scope: an opaque name of the series: ``session:36:decisions``.

    Raises:
        RuntimeError: called outside a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken only inside the transaction of its act")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_numberseries AS series (scope, last_number) VALUES (%s, 1)"
            " ON CONFLICT (scope) DO UPDATE SET last_number = series.last_number + 1 RETURNING last_number",
            [scope],
        )
        row = cursor.fetchone()
    return int(row[0])


def hold_name(scope: str) -> None:
    """Hold a name for the rest of the transaction where no row exists yet that could be locked.

    Raises:
        RuntimeError: called outside a transaction, where nothing would be held.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a name is held only inside a transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [scope])

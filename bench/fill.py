"""Many clients, users and audit events in a store that no server has open, as copies of one of each."""

import sqlite3
from pathlib import Path

CLIENTS, USERS = 10_000, 100_000


def copies(database: sqlite3.Connection, table: str, where: str, count: int, change) -> None:
    """change(row, number) makes a copy's columns its own."""
    database.row_factory = sqlite3.Row
    original = dict(database.execute(f"SELECT * FROM {table} WHERE {where}").fetchone())
    rows = [change(dict(original), number) for number in range(count)]
    columns = ", ".join(f":{name}" for name in original)
    database.executemany(f"INSERT INTO {table} ({', '.join(original)}) VALUES ({columns})", rows)


def user(row: dict, number: int) -> dict:
    email = f"user{number}@example.com"
    return {**row, "id": f"user-{number}", "email": email, "canonical_email": email, "search": email}


def client(row: dict, number: int) -> dict:
    return {**row, "id": f"client-{number}", "name": f"Client {number}", "name_key": f"client {number}"}


def secret(row: dict, number: int) -> dict:
    return {**row, "id": f"secret-{number}", "client_id": f"client-{number}"}


# By doubling; the copies have no place in the hash chain, which nothing of a run verifies.
def copy_events(database: sqlite3.Connection, count: int) -> None:
    columns = [row[1] for row in database.execute("PRAGMA table_info(audit_events)")]
    others = ", ".join(name for name in columns if name != "id")
    last, last_time = database.execute("SELECT id, time FROM audit_events ORDER BY id DESC LIMIT 1").fetchone()
    first = database.execute("SELECT min(id) FROM audit_events").fetchone()[0]
    while last < count:
        database.execute(
            f"INSERT INTO audit_events (id, {others}) SELECT id + :shift, {others} FROM audit_events "
            "WHERE id + :shift <= :end ORDER BY id",
            {"shift": last - first + 1, "end": count})
        last = database.execute("SELECT max(id) FROM audit_events").fetchone()[0]
    database.execute("UPDATE audit_chain SET last_id = ?, last_time = ?", (last, last_time))
    database.execute("UPDATE activity_position SET last_id = ?", (last,))


def fill(data: Path, clients: int = CLIENTS, users: int = USERS, events: int = 0) -> None:
    with sqlite3.connect(data / "latchkey.db") as database:
        copies(database, "users", "TRUE", users, user)
        copies(database, "clients", "TRUE", clients, client)
        copies(database, "client_secrets", "TRUE", clients, secret)
        if events:
            copy_events(database, events)

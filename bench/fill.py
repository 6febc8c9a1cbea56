"""Many clients and users in a store that no server has open, as copies of one of each."""

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


def fill(data: Path) -> None:
    with sqlite3.connect(data / "latchkey.db") as database:
        copies(database, "users", "TRUE", USERS, user)
        copies(database, "clients", "TRUE", CLIENTS, client)
        copies(database, "client_secrets", "TRUE", CLIENTS, secret)

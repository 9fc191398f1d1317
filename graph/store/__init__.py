"""The door to the stores: ``open_store(url)`` by scheme; engines are imported when asked for."""

from graph.errors import BadQuestion
from graph.store.base import Store

_FILES = (".db", ".sqlite", ".sqlite3")


def open_store(url: str, *, user: str = "", password: str = "", patience: float = 2.0) -> Store:
    """The store at an address, made ready for use.

    A file's path that ends in ``.db``, ``.sqlite`` or ``.sqlite3``, or ``sqlite:///file.db``,
    ``sqlite://`` (in memory), or ``neo4j://``, ``neo4j+s://``, ``bolt://`` … with ``user`` and
    ``password``. ``patience`` is how many seconds a busy or silent server is given per call.
    Raises ``BadQuestion`` for another address, ``StoreError`` when it will not open.
    """
    if "://" not in url and url.lower().endswith(_FILES):
        url = f"sqlite:///{url}"
    scheme = url.split("://", 1)[0].split("+", 1)[0].lower() if "://" in url else ""
    if scheme == "sqlite":
        from graph.store.sqlite import SqliteStore

        return SqliteStore(url)
    if scheme in ("neo4j", "bolt"):
        from graph.store.neo4j import Neo4jStore

        return Neo4jStore(url, user=user, password=password, patience=patience)
    raise BadQuestion(
        "the store's address is neither a file that ends in .db nor of a scheme that Kithmap knows",
        where=url.split("@")[-1],
        next_step="Use kithmap.db, sqlite:///kithmap.db, neo4j://host:7687 or bolt://host:7687.",
    )

"""One Neo4j database: its address, its driver, what its failures mean. Alone knows the driver."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit
from weakref import finalize

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    NotificationMinimumSeverity,
    Session,
)
from neo4j import Transaction as DriverTransaction
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import (
    BadQuestion,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreRefused,
    StoreUnreachable,
)

T = TypeVar("T")
Ask = Callable[..., Any]
"""``ask(text, **values)`` gives the one record of an answer as a list, empty when there is none."""

OLDEST_SERVER = (5, 26)  # the long-term release that the tests run on
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
READ_PATIENCE = 4  # times patience for one page of rows, which takes some 50 ms
SCAN_SECONDS = 120.0  # a look at every link takes some 2 s a million
WRITE_SECONDS = 600.0  # one transaction of 50,000 rows takes some 10 s
PAUSE = 0.1  # seconds between two tries

# The server calls this passing, but the same rows need the same memory the next time.
OUT_OF_MEMORY = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
    "Neo.TransientError.General.OutOfMemoryError",
)

# What we do not handle ourselves we raise: the driver need not print it as well.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class OutOfMemory(StoreError):
    """The transaction does not fit in the memory that the server allows."""


class Server:
    """One database at an address, with one driver; safe to use from several threads.

    ``patience`` is how many seconds a silent or busy server is given. Raises ``StoreError`` when
    there is no usable server; closes what it opened.
    """

    def __init__(self, url: str, *, user: str, password: str, patience: float) -> None:
        self.url, address, self._database = _parted(url)
        self.patience = patience
        self._closed = False
        auth = (user, password) if user or password else None
        try:
            self._driver = _driver(address, auth, patience)
        except (DriverError, ValueError) as error:
            raise self._named(error) from error
        finalize(self, self._driver.close)  # for one who forgets: the driver would print a warning
        try:
            self._greet()
        except BaseException:
            self.close()
            raise

    def _greet(self) -> None:
        try:
            agent = self._driver.get_server_info().agent
        except (DriverError, Neo4jError, OSError, ValueError) as error:
            raise self._named(error) from error
        if server_version(agent) < OLDEST_SERVER:
            kind, what, next_step = _too_old(agent)
            raise kind(what, where=self.url, next_step=next_step)

    def close(self) -> None:
        """Let go of all connections."""
        self._closed = True
        self._driver.close()

    def read(self, text: str, **values: Any) -> list[Any]:
        """The one record that a reading statement gives, as a list; empty when it gives none."""
        return self._persevere(READ_ACCESS, _one(text, values), READ_PATIENCE * self.patience)

    def scan(self, text: str, **values: Any) -> list[Any]:
        """The same for a statement that looks at everything."""
        return self._persevere(READ_ACCESS, _one(text, values), SCAN_SECONDS)

    def change(self, text: str, **values: Any) -> list[Any]:
        """Run one statement in a transaction of its own: harmless when it is done twice."""
        return self.transact(_one(text, values), seconds=SCAN_SECONDS)

    def transact(
        self,
        work: Callable[[Ask], T],
        *,
        before_commit: Callable[[], None] = lambda: None,
        seconds: float = WRITE_SECONDS,
    ) -> T:
        """Do work in one transaction, again after a passing fault, until patience is at its end.

        A lost acknowledgement is such a fault: the work must find out whether it was done before.
        """

        def all_of_it(ask: Ask) -> T:
            done = work(ask)
            before_commit()
            return done

        return self._persevere(WRITE_ACCESS, all_of_it, seconds)

    def _persevere(self, access: str, work: Callable[[Ask], T], seconds: float) -> T:
        self._refuse_when_closed()
        give_up = 0.0
        while True:
            try:
                with (
                    self._session(access) as session,
                    session.begin_transaction(timeout=seconds) as transaction,
                ):
                    done = work(_asking(transaction))
                    transaction.commit()
                    return done
            except (DriverError, Neo4jError, OSError) as error:
                now = time.monotonic()
                give_up = give_up or now + self.patience  # counted from the first failure
                if not _passing(error) or now > give_up:
                    raise self._named(error) from error
            time.sleep(PAUSE)

    def _session(self, access: str) -> Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StoreError("the store is closed", where=self.url, next_step="Open it again.")

    def _named(self, error: Exception) -> StoreError:
        kind, what, next_step = _meaning(error, self._database)
        return kind(what, where=self.url, next_step=next_step)


def _one(text: str, values: dict[str, Any]) -> Callable[[Ask], list[Any]]:
    return lambda ask: list(ask(text, **values))


def _asking(transaction: DriverTransaction) -> Ask:
    def ask(text: str, **values: Any) -> list[Any]:
        record = transaction.run(text, values).single()
        return list(record) if record else []

    return ask


def _driver(address: str, auth: tuple[str, str] | None, patience: float) -> Driver:
    return GraphDatabase.driver(
        address,
        auth=auth,
        user_agent="kithmap",
        connection_timeout=patience,
        connection_acquisition_timeout=patience + 1,
        max_transaction_retry_time=patience,
        max_connection_pool_size=20,
        # Asks an idle connection before each use, at some 0.3 ms: one that has fallen silent is
        # given up soon. In the middle of a statement the server's own limit holds, 120 s.
        liveness_check_timeout=0,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        telemetry_disabled=True,
    )


# -- The address


def _parted(url: str) -> tuple[str, str, str]:
    """The address to show, the address for the driver, and the name of the database.

    The database stands in the path or as ``?database=``; without it ``neo4j`` is meant.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname or "@" in parts.netloc:
        raise BadQuestion(
            "the store's address is not one of a Neo4j server",
            where=url.rpartition("@")[2],
            next_step="Use neo4j://host:7687 or bolt://host:7687; user and password go apart.",
        )
    query = dict(parse_qsl(parts.query))
    database = query.pop("database", "") or parts.path.strip("/") or "neo4j"
    bare = SplitResult(parts.scheme, parts.netloc, "", urlencode(query), "")
    return url, bare.geturl(), database


def server_version(agent: str) -> tuple[int, int]:
    """Version of a server by the name that it gives itself.

    >>> server_version("Neo4j/5.26.30"), server_version("Neo4j/2026.08.0"), server_version("x")
    ((5, 26), (2026, 8), (0, 0))
    """
    found = re.search(r"Neo4j/v?(\d+)\.(\d+)", agent)
    return (int(found[1]), int(found[2])) if found else (0, 0)


# -- What a failure means: which error, what is wrong, what to do

Meaning = tuple[type[StoreError], str, str]

_NOT_THERE = (
    StoreUnreachable, "no Neo4j server answers at this address",
    "Start it, or mend the address.",
)  # fmt: skip
_AGAIN = "Wait until it is done, then run the same command again."
_BY_CODE: dict[str, Meaning] = {
    "Neo.ClientError.Security.": (
        StoreRefused, "the server refuses the user, the password or the right to do this",
        "Give KITHMAP_STORE_USER and KITHMAP_STORE_PASSWORD of a user who may.",
    ),
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": (
        StoreRefused, "the database cannot be written", "Make it writable, or name another one.",
    ),
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": (
        StoreRefused, "the database cannot be written", "Make it writable, or name another one.",
    ),
    "Neo.ClientError.Statement.AccessMode": (
        StoreRefused, "the database cannot be written", "Make it writable, or name another one.",
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": (
        StoreBusy, "the server did not finish in time", "Try again when it is less busy.",
    ),
    "Neo.ClientError.Transaction.LockClientStopped": (
        StoreBusy, "another load holds the store", _AGAIN,
    ),
    "Neo.TransientError.Transaction.": (StoreBusy, "another load holds the store", _AGAIN),
    "Neo.TransientError.Database.": (
        StoreUnreachable, "the database is not ready", "Try again in a moment.",
    ),
    "Neo.ClientError.Schema.ConstraintValidationFailed": (
        StoreDamaged, "the database holds nodes of its own under our labels",
        "Name a database of its own: neo4j://host:7687?database=kithmap.",
    ),
    "Neo.ClientError.Schema.ConstraintCreationFailed": (
        StoreDamaged, "the database holds nodes of its own under our labels",
        "Name a database of its own: neo4j://host:7687?database=kithmap.",
    ),
}  # fmt: skip
for _code in OUT_OF_MEMORY:
    _BY_CODE[_code] = (
        OutOfMemory, "the write does not fit in the memory that the server allows",
        "Raise dbms.memory.transaction.total.max on the server.",
    )  # fmt: skip


def _too_old(says: object) -> Meaning:
    return (
        StoreError, f"Kithmap needs Neo4j 5.26 or later, and the server says: {says}",
        "Update the server, or keep your data in a file: kithmap.db.",
    )  # fmt: skip


def _meaning(error: Exception, database: str) -> Meaning:
    code = error.code if isinstance(error, Neo4jError) and error.code else ""
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return (StoreUnreachable, f"the server has no database '{database}'", "Mend the address.")
    for known, meaning in _BY_CODE.items():
        if code.startswith(known):
            return meaning
    if isinstance(error, AuthError):
        return _BY_CODE["Neo.ClientError.Security."]
    if isinstance(error, ConfigurationError):  # the driver does not know its version of Bolt
        return _too_old(error)
    if code:
        return (StoreError, f"the server refused: {code}: {error}", "Please report it.")
    kind, what, next_step = _NOT_THERE
    return (kind, f"{what}: {error}", next_step)


def _passing(error: BaseException | None) -> bool:
    """Whether the same transaction may go through the next time, or went through unnoticed."""
    if isinstance(error, (ServiceUnavailable, SessionExpired, ConnectionPoolError)):
        return True
    return (
        isinstance(error, Neo4jError) and error.is_retryable() and error.code not in OUT_OF_MEMORY
    )

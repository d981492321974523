"""A process that may want more connections than the server has left is warned of at its start."""

from storage.engine import open_engine
from storage.headroom import too_few_connections


def test_a_server_with_enough_left(postgres_url: str) -> None:
    engine = open_engine(postgres_url, threads=4)
    assert too_few_connections(engine) is None
    engine.dispose()


def test_a_server_with_too_few_left(postgres_url: str) -> None:
    engine = open_engine(postgres_url, threads=997)
    assert "this process may want 1000: lower SLA_WORKERS" in (too_few_connections(engine) or "")
    engine.dispose()


def test_a_file_has_no_such_limit(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, threads=997)
    assert too_few_connections(engine) is None
    engine.dispose()

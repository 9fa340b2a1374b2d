"""The PostgreSQL store (数据库向量库): its table, and how a library's vectors get there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus.errors import RetrieverUnavailable
from corpus.library import Library
from corpus.library.rows import day
from corpus.retrieval.embed import Progress, passages_of
from corpus.retrieval.plans import EXACT_UP_TO
from corpus.retrieval.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    import psycopg
    from numpy.typing import NDArray

_TABLE = (
    "CREATE TABLE {table}(row integer PRIMARY KEY, level text NOT NULL, kind text NOT NULL,"
    " region text NOT NULL, effective_from date, effective_to date,"
    " vector vector({dimension}) NOT NULL)"
)
_HNSW = "CREATE INDEX ON {table} USING hnsw (vector vector_ip_ops)"
ROWS_OF = (
    "SELECT row, -(vector <#> %(query)s) FROM {table} WHERE {condition}"
    " ORDER BY vector <#> %(query)s LIMIT %(depth)s"
)
_COLUMNS = ("int4", "text", "text", "text", "date", "date", "vector")
_STAGE = "发布向量"


def table_of(library: Library, encoder_version: str) -> str:
    """向量表名: one table for each library version and encoder."""
    name = f"{library.version}\0{encoder_version}".encode()
    return f"fashen_vector_{hashlib.blake2b(name, digest_size=8).hexdigest()}"


def connect(address: str) -> psycopg.Connection[Any]:
    """连接数据库: with pgvector's types known; every statement commits by itself.

    Raises:
        RetrieverUnavailable: psycopg or pgvector is not installed, the database does not answer,
            or it lacks the vector extension.

    """
    try:
        import psycopg
        from pgvector.psycopg import register_vector
    except ImportError as error:
        raise RetrieverUnavailable(
            "未安装 psycopg 和 pgvector（pip install fashen[postgres]）"
        ) from error
    try:
        connection = psycopg.connect(address, autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        raise RetrieverUnavailable(type(error).__name__) from error
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        register_vector(connection)
    except psycopg.Error as error:
        connection.close()
        raise RetrieverUnavailable(type(error).__name__) from error
    return connection


def is_published(
    connection: psycopg.Connection[Any], library: Library, encoder_version: str
) -> bool:
    """是否已发布: whether the database holds the vectors of this library and encoder."""
    table = table_of(library, encoder_version)
    row = connection.execute("SELECT to_regclass(%s)", (table,)).fetchone()
    return row is not None and row[0] is not None


def publish(
    library: Library,
    encoder_version: str,
    dimension: int,
    store: VectorStore,
    address: str,
    *,
    exact_up_to: int = EXACT_UP_TO,
    progress: Progress | None = None,
) -> int:
    """发布向量: load the vectors of all articles into the database; return how many.

    In one transaction: readers see the whole table or none. Above `exact_up_to` rows a graph
    index (HNSW) is built; below, PostgreSQL compares one by one. Published again, the table is
    replaced; tables of other versions are left to the administrator.

    Raises:
        RetrieverUnavailable: see `connect`, or the database refused.

    """
    import psycopg

    table, total = table_of(library, encoder_version), library.counts().articles
    with connect(address) as connection:
        try:
            with connection.transaction():
                connection.execute(f"DROP TABLE IF EXISTS {table}".encode())
                connection.execute(_TABLE.format(table=table, dimension=dimension).encode())
                number = 0
                with connection.cursor().copy(
                    f"COPY {table} FROM STDIN WITH (FORMAT BINARY)".encode()
                ) as copy:
                    copy.set_types(_COLUMNS)
                    for row, values, vector in _rows(library, encoder_version, dimension, store):
                        number += 1
                        copy.write_row((row, *values, vector))
                        if progress is not None and number % 1000 == 0:
                            progress(_STAGE, row, total)
                if number > exact_up_to:
                    connection.execute(_HNSW.format(table=table).encode())
            connection.execute(f"ANALYZE {table}".encode())
        except psycopg.Error as error:
            raise RetrieverUnavailable(type(error).__name__) from error
    return number


def _rows(
    library: Library, encoder_version: str, dimension: int, store: VectorStore
) -> Iterator[tuple[int, tuple[Any, ...], NDArray[np.float32]]]:
    """Row, filter columns and vector of every article that has a vector."""
    filters = _filters(library)
    expressions = [row[0] for row in library.query("SELECT expression_id FROM article ORDER BY id")]
    row = 0
    for passages in passages_of(library, encoder_version):
        vectors = store.read([p.key for p in passages], dimension)
        for vector in vectors:
            if vector.any():
                yield row, filters[expressions[row]], vector
            row += 1


def _filters(library: Library) -> dict[int, tuple[Any, ...]]:
    """Level, kind, region and dates of every expression."""
    rows = library.query(
        "SELECT id, level, kind, region, effective_from, effective_to FROM expression"
    )
    return {row[0]: (*row[1:4], day(row[4]), day(row[5])) for row in rows}

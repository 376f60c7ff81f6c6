"""The tables as they are now, all at once: what a record in PostgreSQL begins with.

The steps before ``0021`` are of records in SQLite, which alone there were; from there on each
step is for both.
"""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import Connection, insert

from onrecord.record.dialects.sqlite import TEXT_WEIGHTS, WEIGHTS
from onrecord.record.schema import identity, metadata

# What a statement says: as its article has it, where that is as it is read.
CONTENT = """coalesce(statements.content, substr(articles.text,
        1 + CAST(statements.spans -> 2 -> 0 ->> 0 AS integer),
        CAST(statements.spans -> 2 -> 0 ->> 1 AS integer)
        - CAST(statements.spans -> 2 -> 0 ->> 0 AS integer)))"""
STATEMENTS_VIEW = f"""
CREATE VIEW statements_view AS
SELECT statements.key AS rowid, statements.speaker, statements.roles,
    {CONTENT} AS words,
    statements.manner, statements.act, statements.target,
    coalesce(statements.said_on, articles.published) AS date,
    articles.outlet, articles.title, statements.confidence, names.party,
    statements.id AS statement, articles.id AS article
FROM statements
JOIN articles ON articles.number = statements.article_id
LEFT JOIN names ON names.key = statements.name_id
WHERE statements.successor IS NULL
"""  # noqa: S608 (constants)
SPEAKERS_VIEW = """
CREATE VIEW speakers_view AS
SELECT names.party, min(names.name) AS name, min(names.type) AS type, min(names.country) AS country,
    count(*) AS statements, count(DISTINCT statements.article_id) AS articles,
    min(coalesce(statements.said_on, articles.published)) AS first,
    max(coalesce(statements.said_on, articles.published)) AS last
FROM statements
JOIN names ON names.key = statements.name_id
JOIN articles ON articles.number = statements.article_id
WHERE statements.successor IS NULL
GROUP BY names.party
"""
ARTICLES_VIEW = """
CREATE VIEW articles_view AS
SELECT articles.number AS rowid, articles.title, articles.outlet, articles.published,
    articles.language,
    (SELECT count(*) FROM statements WHERE article_id = articles.number) AS statements,
    (SELECT origin FROM origins WHERE article_id = articles.number ORDER BY key LIMIT 1) AS origin,
    articles.id AS article
FROM articles WHERE articles.replaced_by IS NULL
"""
COMMITMENTS_VIEW = f"""
CREATE VIEW commitments_view AS
SELECT statements.key AS rowid,
    statements.commitment ->> 'by' AS by_whom, statements.commitment ->> 'to' AS to_whom,
    {CONTENT} AS words, entries.kind, entries.category, entries.settled,
    statements.commitment ->> 'due' AS due, entries.last_day AS last_day, entries.first AS first,
    entries.latest AS latest, statements.speaker AS said_by, articles.outlet, articles.title,
    (SELECT count(*) FROM bearings WHERE bearings.entry = entries.statement) AS events,
    statements.id AS statement, articles.id AS article
FROM entries
JOIN statements ON statements.key = entries.statement
JOIN articles ON articles.number = statements.article_id
"""  # noqa: S608 (constants)

# The index of words: which rows wait for their words (``index_words`` gives them), and how well a
# row fits a search (BM25 as SQLite's FTS5 has it: each word counts by its column and its rarity).
WORDS = """
CREATE TABLE {index} (
    rowid bigint PRIMARY KEY REFERENCES {table} ({key}) ON DELETE CASCADE,
    folded text COLLATE "C", size integer, lexemes tsvector
);
CREATE INDEX {index}_found ON {index} USING gin (lexemes);
CREATE INDEX {index}_waiting ON {index} (rowid) WHERE lexemes IS NULL;
CREATE TABLE {vocabulary} (term text COLLATE "C" PRIMARY KEY);
CREATE FUNCTION {index}_wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO {index} (rowid) VALUES (new.{key})
    ON CONFLICT (rowid) DO UPDATE SET folded = NULL, size = NULL, lexemes = NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER {index}_in AFTER INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION {index}_wait();
CREATE TRIGGER {index}_changed AFTER UPDATE ON {table} FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION {index}_wait();
"""
NUMBER = """
CREATE FUNCTION articles_number() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    new.number := coalesce(new.number, (SELECT coalesce(max(number), 0) + 1 FROM articles));
    RETURN new;
END $$;
CREATE TRIGGER articles_number BEFORE INSERT ON articles
    FOR EACH ROW EXECUTE FUNCTION articles_number();
"""
RANK = """
CREATE FUNCTION onrecord_rank(
    folded text, size integer, weights float8[], phrases text[], rarities float8[], usual float8
) RETURNS float8 LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    parts text[] := string_to_array(folded, E'\\n');
    often float8;
    total float8 := 0;
BEGIN
    FOR i IN 1 .. cardinality(phrases) LOOP
        CONTINUE WHEN strpos(folded, phrases[i]) = 0;
        often := 0;
        FOR j IN 1 .. cardinality(parts) LOOP
            often := often + weights[j] * (
                (length(parts[j]) - length(replace(parts[j], phrases[i], '')))
                / length(phrases[i])
            );
        END LOOP;
        total := total
            + rarities[i] * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * size / usual));
    END LOOP;
    RETURN -total;
END $$
"""


INDEXES = (
    {"index": "words", "vocabulary": "vocabulary", "table": "statements", "key": "key"},
    {"index": "texts", "vocabulary": "text_vocabulary", "table": "articles", "key": "number"},
)


def make(connection: Connection) -> None:
    """Makes the tables of a new record in PostgreSQL."""
    metadata.create_all(connection)
    for made in (STATEMENTS_VIEW, SPEAKERS_VIEW, ARTICLES_VIEW, COMMITMENTS_VIEW, NUMBER, RANK):
        connection.exec_driver_sql(made)
    # Where its spans change, a statement has another id; its content may not be kept in its row.
    for names, columns in zip(INDEXES, ((*WEIGHTS, "id"), TEXT_WEIGHTS), strict=True):
        old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
        connection.exec_driver_sql(WORDS.format(**names, old=old, new=new))
    connection.execute(insert(identity).values(uid=uuid4().hex[:12]))

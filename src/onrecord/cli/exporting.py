"""``onrecord export``: a record, or some of it, for other programs."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from onrecord.cli import filters, terminal
from onrecord.cli.options import Country, RecordFile, examples, opened
from onrecord.cli.progress import watched
from onrecord.export import export as write_out
from onrecord.export.annotations import write_annotations, write_corpus
from onrecord.export.file import replacing
from onrecord.export.ftm import write_ftm
from onrecord.model import Article

STDOUT = Path("-")
DECIDED = {"annotations": write_annotations, "corpus": write_corpus}  # what people decided
EXAMPLES = examples(
    "onrecord export --format jsonl > articles.jsonl",
    "onrecord export --format csv --output statements.csv",
    "onrecord export --format csv --speaker Morrow --from 2024 > morrow.csv",
    "onrecord export --format parquet --output statements.parquet",
    "onrecord export --format ftm > entities.ftm.json",
    "onrecord export --format annotations > corrections.jsonld",
)


def export(
    format: Annotated[
        Literal["jsonl", "csv", "parquet", "ftm", "annotations", "corpus"],
        typer.Option(
            metavar="FORMAT",
            help="One article a line (jsonl), one statement a row (csv, parquet), or "
            "FollowTheMoney entities a line (ftm); what people decided, as W3C Web Annotations "
            "(annotations) or as articles to train on (corpus).",
        ),
    ],
    output: Annotated[
        Path, typer.Option(metavar="FILE", dir_okay=False, help="Where to; - is standard output.")
    ] = STDOUT,
    versions: Annotated[
        bool, typer.Option("--versions", help="Of edited articles the earlier versions too.")
    ] = False,
    words: Annotated[
        str, typer.Option(metavar="WORDS", help="Only statements with these, as for search.")
    ] = "",
    speaker: filters.Speaker = None,
    body: filters.Body = None,
    act: filters.ActDone = None,
    manner: filters.MannerOf = None,
    since: filters.Since = None,
    until: filters.Until = None,
    outlet: filters.PublishedBy = None,
    country: Country = None,
    target: filters.Target = None,
    about: filters.About = None,
    place: filters.Place = None,
    type: filters.SourceType = None,
    unnamed: filters.Unnamed = False,
    min_confidence: filters.MinConfidence = None,
    record: RecordFile = "record.db",
) -> None:
    """Write a record out for other programs.

    With filters only the statements that they leave, and the articles that
    have some.  A file of CSV starts with the mark by which spreadsheet
    programs know UTF-8; standard output does not.  A cell that a spreadsheet
    would run as a formula gets an apostrophe in front; jsonl and parquet have
    every character as it is.
    """
    from onrecord.record import Wanted

    wanted = Wanted(
        words=words,
        speaker=speaker,
        body=body,
        act=act,  # type: ignore[arg-type]
        manner=manner,
        since=since,
        until=until,
        outlet=outlet,
        country=country,
        target=target,
        about=about,
        place=place,
        type=type,
        unnamed=unnamed,
        min_confidence=min_confidence,
    )
    if versions and wanted != Wanted():
        raise typer.BadParameter("--versions writes everything; leave it or the filters out")
    if format in DECIDED and (versions or wanted != Wanted()):
        raise typer.BadParameter(f"{format} has all that was decided; leave the filters out")
    with opened(record) as kept:

        def write(articles: Iterable[Article], stream: BinaryIO) -> None:
            if format == "ftm":
                write_ftm(kept, articles, stream)
            elif format == "annotations" or format == "corpus":
                DECIDED[format](kept, articles, stream)
            else:
                write_out(articles, format, stream, lambda article: kept.known_of(article.id))

        whole = wanted == Wanted()
        articles = kept.articles(versions=versions) if whole else kept.selected(wanted)
        if format in DECIDED:
            articles = kept.reviewed()
        if output == STDOUT:
            write(articles, terminal.table_stream(format))
            return
        if kept.owns(output):
            raise typer.BadParameter(f"{output} is the record itself; name another file")
        everything = watched("Writing", articles, kept.count)
        with replacing(output) as file, everything as some:
            file.write(codecs.BOM_UTF8 if format == "csv" else b"")
            write(some, file)

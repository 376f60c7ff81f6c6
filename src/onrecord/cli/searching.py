"""``onrecord search``: statements, or whole articles, by their words and by who spoke when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from onrecord.cli import filters, terminal
from onrecord.cli.options import Country, Limit, RecordFile, complain, examples, opened
from onrecord.export import CitationFormat, export_found, write_citations, write_jsonl

if TYPE_CHECKING:
    from onrecord.record import Hit, Page, Record, Wanted

Format = Literal["table", "jsonl", "csv", "parquet", CitationFormat]
EXAMPLES = examples(
    "onrecord search winter harbour",
    "onrecord search '\"no shift\"' --speaker Morrow",
    "onrecord search ferry OR harbour --from 2024-01 --manner direct",
    "onrecord search 'harbour -toll' --exact",
    'onrecord search --body "finance ministry" --act promise',
    "onrecord search --speaker Morrow --sort -date --format jsonl",
    "onrecord search tolls --in articles",
    "onrecord search tolls --format csv > tolls.csv",
    "onrecord search tolls --limit 500 --format bibtex > tolls.bib",
)


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help='What to look for: all words, "a phrase", either side of OR; not what stands '
            "behind NOT; word* for any word that starts so.  Without words: the newest statements.",
        ),
    ] = None,
    record: RecordFile = "record.db",
    within: Annotated[
        Literal["statements", "articles"],
        typer.Option(
            "--in",
            metavar="WHAT",
            help="Look in statements, or in the full text of articles: then with --outlet, "
            "--from, --to, --exact and --sort.",
        ),
    ] = "statements",
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
    exact: filters.Exact = False,
    each: filters.Each = False,
    sort: Annotated[
        Literal["best", "date", "-date"],
        typer.Option(help="The best match first, the oldest, or the newest."),
    ] = "best",
    limit: Limit = 20,
    format: Annotated[
        Format,
        typer.Option(
            metavar="FORMAT",
            help="table, jsonl, csv or parquet; bibtex, csl-json, markdown or text for citations.",
        ),
    ] = "table",
) -> None:
    """Find statements in a record, best first.

    A word is found in all its forms, those in quotation marks as they are.  A
    speaker is found by every name of its party (see onrecord parties).  Of one
    quotation in many reports the first that was found stands for all.
    """
    from onrecord.record import Wanted

    wanted = Wanted(
        words=" ".join(words or ()),
        speaker=speaker,
        body=body,
        act=act,  # type: ignore[arg-type]
        manner=manner,
        since=since,
        until=until,
        outlet=outlet,
        country=country,
        exact=exact,
        each=each,
        target=target,
        about=about,
        place=place,
        type=type,
        unnamed=unnamed,
        min_confidence=min_confidence,
        sort=sort,
    )
    with opened(record) as kept:
        if within == "articles":
            found: Page[Any] = kept.find_articles(wanted, limit=limit)
        else:
            found = statements(kept, wanted, limit)
        show(kept, found, format)
    what = "article" if within == "articles" else "statement"
    if not found:
        complain(f"no {what} was found; try fewer words or a wider range of dates")
    elif found.next:
        complain(
            f"these are {len(found):,} of {found.total:,}{printed(found)}; see more with a higher "
            "--limit"
        )
    elif printed(found):
        complain(f"these are {found.total:,}{printed(found)}; see each with --each")


def printed(found: Page[Any]) -> str:
    """How many there were if one quotation in many reports were not one."""
    more = found.printed is not None and found.printed > found.total
    return f" (printed {found.printed:,} times)" if more else ""


def statements(kept: Record, wanted: Wanted, limit: int) -> Page[Hit]:
    """The statements wanted; where nobody is called so, those of sources who are described so."""
    from onrecord.record import RecordError

    hits = kept.find(wanted, limit=limit)
    name = wanted.speaker
    if hits or name is None or kept.search(speaker=name, limit=1):
        return hits
    described = kept.find(replace(wanted, speaker=None, described=name), limit=limit)
    if described:
        complain(f"nobody is called {name}; these are of sources that are described so")
        return described
    near = ", ".join(kept.near(name))
    raise RecordError(
        f"nobody in the record is called {name}"
        + (f"; near it are: {near}" if near else "; `onrecord speakers` shows who is")
    )


def show(kept: Record, found: Page[Any], format: Format) -> None:
    """Prints what was found."""
    from onrecord.record import ArticleHit

    of_articles = any(isinstance(hit, ArticleHit) for hit in found)
    if format == "jsonl":
        write_jsonl(found, terminal.data())
    elif format == "table":
        (terminal.print_articles_found if of_articles else terminal.print_hits)(
            terminal.console(), found
        )
    elif of_articles:
        raise typer.BadParameter(f"{format} has statements; write articles as table or jsonl")
    elif format == "csv" or format == "parquet":
        export_found(found, format, terminal.table_stream(format))
    else:
        write_citations(kept.cite_found(found), format, terminal.data())

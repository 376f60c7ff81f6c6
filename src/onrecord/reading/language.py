"""Which language a text is in, as far as it can be told from the text alone."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest

from babel import Locale
from py3langid.langid import (  # type: ignore[import-untyped]
    MODEL_FILE,
    LanguageIdentifier,
)

from onrecord.once import Once

READ = "en"
NO_LANGUAGE = "zxx"
# Below these a text is undecidable: a name, a slogan, two words.
FEWEST_LETTERS = 40
SURE = 0.9
# A line this unlikely to be English is odd in an English article, whatever it is in.
HARDLY_ENGLISH = 0.005
LIKELY = 0.3
NEVER_ENGLISH = 1e-6
# Enough to tell, and the same cost for every article.
PARAGRAPHS = 6
CHARACTERS_OF_EACH = 200


def load() -> LanguageIdentifier:
    """The language model, which takes long to unpack."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


identifier = Once(load)  # that of this process


def language_of(paragraphs: Iterable[str]) -> str | None:
    """ISO 639-1 code (639-3 where there is none) of a report's language; None if it is not plain.

    The longest paragraphs tell: they are the story.
    """
    longest = nlargest(PARAGRAPHS, paragraphs, key=len)
    sample = "\n".join(paragraph[:CHARACTERS_OF_EACH] for paragraph in longest)
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    language, confidence = identifier().classify(sample)
    return language if confidence >= SURE and language != NO_LANGUAGE else None


def is_foreign(line: str) -> bool:
    """Whether a line is all but certainly not English; made for lines as short as two words."""
    probability: dict[str, float] = dict(identifier().rank(line))
    english, likeliest = probability[READ], max(probability.values())
    return english < HARDLY_ENGLISH and (likeliest > LIKELY or english < NEVER_ENGLISH)


def why_unread(language: str | None) -> str | None:
    """The reason not to look for statements in a text of this language, None if there is none."""
    if language is None or language == READ:
        return None
    name = Locale("en").languages.get(language, "another language")
    return f"onrecord reads English; this report is in {name} ({language})"

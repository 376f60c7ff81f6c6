"""Acts that cost nothing: where the cue itself names the act, it labels the content.

Who *vows* commits, who *denies* denies.  The reader sees such statements with the cue blanked
out, so that it learns the act from what is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.meaning.articles import Row

CUES = {
    "deny": r"den(?:y|ie[sd]|ying)|disput(?:e[sd]?|ing)|rebuff\w*|refut\w+|rebut\w*",
    "accuse": r"accus\w+|blam(?:e[sd]?|ing)|critici[sz]\w+|condemn\w*|denounc\w+|slam\w*|blast\w*"
    r"|attack\w*|decr(?:y|ie[sd]|ying)|lambast\w+|derid\w+|mock\w*|assail\w*|fault\w*|bash\w*",
    "refuse": r"refus\w+|declin\w+|rul(?:e[sd]?|ing) out",
    "commit": r"pledg\w+|promis\w+|vow\w*|commit(?:s|ted|ting)?(?: to)?",
    "demand": r"urg(?:e[sd]?|ing)|demand\w*|call(?:s|ed|ing)? (?:for|on|upon)|order\w*|implor\w+",
    "warn": r"warn\w*|threaten\w*|caution\w*",
    "endorse": r"prais\w+|welcom\w+|endors\w+|support\w*|thank\w*|applaud\w*"
    r"|defend\w*|hail\w*|congratulat\w+|laud\w*",
    "predict": r"predict\w*|forecast\w*|expect\w*|hop(?:e[sd]?|ing)",
    "ask": r"ask(?:s|ed|ing)?(?: whether| if)?",
}
# The cue as it ends: "has long denied", not "denied having said".
NAMED = {act: re.compile(rf"(?:^|\s)(?:{words})$", re.IGNORECASE) for act, words in CUES.items()}
NEGATED = re.compile(r"\b(?:not|never|no longer)\b|n[’']t\b", re.IGNORECASE)
QUESTION = re.compile(r"^\W*(?:whether|if|what|when|where|which|who|why|how)\b|\?\W*$", re.I)
FEW_WORDS = 4  # a shorter content does not tell the act by itself


def named_acts(corpus: Path, layer: Path) -> Iterator[tuple[Row, dict[str, Row]]]:
    """The articles of a corpus that have no layer, with the acts that their cues name."""
    with layer.open(encoding="utf-8") as lines:
        marked = {json.loads(line)["id"] for line in lines}
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("first", True) and row["id"] not in marked:
                marks = {
                    a["id"]: act for a in row["attributions"] if (act := named(row["text"], a))
                }
                yield row, {key: {"act": act} for key, act in marks.items()}


def named(text: str, attribution: Row) -> str | None:
    """The act that a cue names; None where it names none, or the content is too short."""
    cue, content = (
        " ".join(text[start:end] for start, end in attribution[role]) for role in ("cue", "content")
    )
    if NEGATED.search(cue) or len(content.split()) < FEW_WORDS:
        return None
    act = next((act for act, words in NAMED.items() if words.search(cue)), None)
    return None if act == "ask" and not QUESTION.search(content) else act

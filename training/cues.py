"""Counts how often each verb attributes: ``python -m training.cues CORPUS.jsonl``.

For every verb outside quotation marks and the frame it stands in ("say ccomp",
"call for") the share that annotators of the corpus (PolNeAR's train split)
marked as a cue.  Writes ``src/onrecord/attribution/cues.json``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.attribution.clauses import clauses, is_supposed
from onrecord.parsing import Parser
from onrecord.parsing.quotations import covering, quotations
from onrecord.reading import from_text

SHIPPED = Path(__file__).parents[1] / "src/onrecord/attribution/cues.json"
# A verb seen rarely needs better evidence: counts start from two verbs that did not attribute.
UNSEEN = 2
KEPT, KEPT_MARKED = 0.3, 2
# After these a phrase says where and when, not what: "said in a letter".
CIRCUMSTANCES = frozenset(
    """after among at before behind beside between by during from in inside into like near out
    past since through under upon""".split()
)


def count(corpus: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often each (frame, lemma) occurs in the corpus, and how often as a cue."""
    seen: Counter[tuple[str, str]] = Counter()
    marked: Counter[tuple[str, str]] = Counter()
    with corpus.open(encoding="utf-8") as lines:
        rows = [row for line in lines if (row := json.loads(line)).get("first", True)]
    articles = [from_text(row["text"], row["id"]) for row in rows]
    for row, analysis in zip(rows, Parser()(articles), strict=True):
        cues = {i for a in row["attributions"] for b, e in a["cue"] for i in range(b, e)}
        for paragraph in analysis.paragraphs:
            quoted = quotations(paragraph.doc.text)
            for clause in clauses(paragraph.doc):
                if clause.frame in CIRCUMSTANCES or is_supposed(clause.verb):
                    continue
                if covering(quoted, clause.verb.idx) is None:
                    key = clause.frame, clause.verb.lemma_.lower()
                    seen[key] += 1
                    marked[key] += paragraph.start + clause.verb.idx in cues
    return seen, marked


def main() -> None:
    """Write the lexicon: frame → lemma → rate."""
    seen, marked = count(Path(sys.argv[1]))
    rates: dict[str, dict[str, float]] = {}
    for (frame, lemma), n in sorted(seen.items()):
        rate = marked[frame, lemma] / (n + UNSEEN)
        if rate >= KEPT and marked[frame, lemma] >= KEPT_MARKED:
            rates.setdefault(frame, {})[lemma] = round(rate, 3)
    SHIPPED.write_text(json.dumps(rates, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

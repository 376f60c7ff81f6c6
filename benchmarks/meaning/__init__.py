"""What statements mean: who exactly, what the words do, at whom, and on which day.

``score(articles, gold(paths))`` measures articles in Python; ``python -m benchmarks.meaning``
prints the same.
"""

from benchmarks.meaning.gold import Mark, Report, gold
from benchmarks.meaning.score import Scores, score

__all__ = ["Mark", "Report", "Scores", "gold", "score"]

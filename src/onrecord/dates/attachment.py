"""Which expressions of time say when something was said.

Those that hang on the verb of the cue ("said Friday"), on a verb that shares its clause
("spoke on Thursday, promising …"), on the occasion of the saying ("in an interview Friday",
"a report released last week").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.dates.cue_clauses import VERBS, Saying
from onrecord.dates.expressions import Expression
from onrecord.dates.occasions.nouns import NOT_THEN, OCCASIONS
from onrecord.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

# A clause that begins so has a time of its own, unless it is "shortly after".
ANOTHER_TIME = frozenset("after before since until till if unless because once than".split())
AT_ONCE = frozenset("moments shortly minutes hours soon just immediately right".split())
# How a verb hangs on another with which it shares the time.
SHARING = frozenset("conj advcl xcomp parataxis dep acl prep pcomp".split())
RELEASED = frozenset(
    """air broadcast circulate conduct date email file hold issue post publish release send sign
    tape write""".split()
)
# What stands between the author of a post and its day: "(@idaholm) 9:41 AM · Mar 4, 2024".
HANDLE = re.compile(
    r"\s*+\(@\w{1,40}\)[\s,·|–—-]*+(?:\d\d?:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?[\s,·|–—-]*+)?"
)
PART_OF = frozenset("poss compound nummod amod nmod".split())


def hanging_on(saying: Saying, found: Iterable[Expression]) -> list[Expression]:
    """Those of a paragraph's expressions that say when the words of a saying were said."""
    direct, shared = [], []
    for expression in found:
        word = word_of(expression, saying.paragraph)
        if is_posted(saying, expression):
            return [expression]
        if word is None or word.sent not in saying.sentences:
            continue
        if saying.said(saying.paragraph.at(expression.start)):
            if closes_object(saying, word, expression):
                direct.append(expression)
            continue
        if expression.introduces:
            if opens_clause(saying, expression):
                direct.append(expression)
            continue
        verb = verb_of(word, expression)
        if (
            word in saying.cue
            or verb in saying.speaking
            or (expression.kind not in ("year", "span") and stands_behind(saying, word))
            or any(tells_when(said, word) for said in saying.verbs)
        ):
            direct.append(expression)
        elif verb is not None and saying.tense != "perfect" and shares(saying, verb):
            shared.append(expression)
    return direct or shared


def is_posted(saying: Saying, expression: Expression) -> bool:
    """Whether a day is the one on which a post was made: it stands behind its author's name."""
    if not saying.source:
        return False
    words = saying.paragraph.doc.text
    behind = saying.source[-1].idx + len(saying.source[-1])
    return HANDLE.fullmatch(words, behind, max(behind, expression.start)) is not None


def opens_clause(saying: Saying, expression: Expression) -> bool:
    """Whether the clause of the cue begins with an expression such as "a day after"."""
    return any(
        child.idx < expression.end <= child.idx + len(child)
        for verb in saying.verbs
        for child in (verb.head, *verb.children)
    )


def closes_object(saying: Saying, word: Token, expression: Expression) -> bool:
    """Whether a day at the end of what was said is the cue's, as in "cited two polls Tuesday".

    So it is where what was said is a thing, with no verb of its own before the day.
    """
    if not saying.cue or saying.statement.manner != "indirect" or word.dep_ in PART_OF:
        return False
    between = word.doc[saying.cue[-1].i + 1 : word.i]
    verb = next((above for above in word.ancestors if above.pos_ in VERBS), None)
    return (
        len(between) > 0
        and (verb is None or not saying.said(saying.offset(verb)))
        and not any(t.pos_ in VERBS or t.tag_ in ("``", "''") or t.is_quote for t in between)
        and word.doc[word.left_edge.i - 1].pos_ != "ADP"
        and expression.kind in ("weekday", "span", "date", "yesterday")
    )


def tells_when(verb: Token, word: Token) -> bool:
    """Whether a clause says what happened at a time: "in 2012, when …", "the 2012 vote, when …"."""
    whole = word.head if word.dep_ in PART_OF else word
    opens = any(child.lower_ == "when" and child == verb.left_edge for child in verb.children)
    return opens and verb.head in (whole, whole.head)


def stands_behind(saying: Saying, word: Token) -> bool:
    """Whether a day stands right behind the cue or what was said: "promised a bridge | Monday"."""
    if not saying.cue or word.dep_ in PART_OF or word.head.lower_ in NOT_THEN:
        return False
    first = word.head if word.dep_ == "pobj" and word.head.i < word.i else word.left_edge
    if first.i == 0:
        return False
    before = first.nbor(-1)
    end = saying.paragraph.behind(before.idx + len(before))
    spans = (*saying.statement.cue, *saying.statement.content)
    return any(span.end == end and span.start >= spans[0].start for span in spans)


def word_of(expression: Expression, paragraph: Paragraph) -> Token | None:
    """The word of an expression on which its others hang; None where it is not its own phrase."""
    start, end = expression.start, expression.end
    phrase = paragraph.doc.char_span(start, end, alignment_mode="expand")
    return phrase.root if phrase is not None else None


def verb_of(word: Token, expression: Expression) -> Token | None:
    """The verb whose time an expression tells; None where it tells another time, or a name."""
    if word.dep_ in PART_OF and word.head.lemma_.lower() not in OCCASIONS:
        return None
    if "than" in {token.lower_ for token in word.doc[max(word.left_edge.i - 3, 0) : word.i]}:
        return None
    for above in (word, *word.ancestors):
        if above.pos_ in VERBS and above is not word and above.lemma_ not in RELEASED:
            return above
        if above.pos_ in VERBS and above.dep_ not in ("acl", "relcl"):
            return above
        if above.dep_ == "prep" and above.lower_ in NOT_THEN:
            return None
    return None


def shares(saying: Saying, verb: Token) -> bool:
    """Whether a verb of the cue shares the time of another verb."""
    return any(
        hangs(said, verb, SHARING) or hangs(verb, said, SHARING - {"conj"} | {"ccomp"})
        for said in saying.verbs
    )


def hangs(lower: Token, upper: Token, ways: frozenset[str]) -> bool:
    """Whether one verb hangs on another in these ways only, at the same time."""
    for word in (lower, *lower.ancestors):
        if word == upper:
            return True
        if word.dep_ not in ways or at_another_time(word) or word.lower_ in NOT_THEN:
            return False
    return False


def at_another_time(verb: Token) -> bool:
    """Whether a clause begins with "after", "before" and so on, but not "shortly after"."""
    for child in (verb, *verb.children):
        if child.dep_ in ("mark", "prep") and child.lower_ in ANOTHER_TIME and child.i <= verb.i:
            return child.i == 0 or child.nbor(-1).lower_ not in AT_ONCE
    return False

"""Parsing: what the later rooms share of an article: its story, quotations and parse."""

from onrecord.parsing import quotations
from onrecord.parsing.analysis import Analysis, Paragraph
from onrecord.parsing.opening_days import TIMES
from onrecord.parsing.parser import Parser
from onrecord.parsing.story import Passage, story

__all__ = ["TIMES", "Analysis", "Paragraph", "Parser", "Passage", "quotations", "story"]

"""Parsing: what the later rooms share of an article: its story's parse and its quotations."""

from onrecord.parsing.parser import Analysis, Paragraph, Parser
from onrecord.parsing.story import story

__all__ = ["Analysis", "Paragraph", "Parser", "story"]

"""Occasions: what dates the words beside an expression of their own.

``events`` are the occasions that the report dates, ``scenes`` where it tells that somebody was;
``timeline`` says how far a date goes on, ``hindsight`` how far back.
"""

"""Occasions: what dates the words beside an expression of their own.

``scenes`` are where the report tells that somebody was; ``timeline`` says how far a date goes
on, ``hindsight`` how far back.
"""

"""Keeping the ledger: entries and their events, and who judged what bears on one thing."""

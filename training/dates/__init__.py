"""Trains what says when a statement was made."""

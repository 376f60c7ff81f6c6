"""Trains what says whom an epithet takes up."""

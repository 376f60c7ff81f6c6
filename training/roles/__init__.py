"""Trains what says which words beside a name are a role."""

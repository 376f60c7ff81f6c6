"""What parties said on an issue over time, what answers what, and what is new."""

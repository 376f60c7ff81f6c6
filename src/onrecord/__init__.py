"""onrecord: reads news reports and keeps a verifiable record of who said what."""

__version__ = "0.1.0"

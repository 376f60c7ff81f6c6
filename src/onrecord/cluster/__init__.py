"""The same pipeline over very many reports, on the machines of a Ray cluster.

Sources become a dataset of Ray Data, actors that hold one pipeline each read what is in it, and
writers keep it in a record or in Parquet.  Ray Data's streaming has each wait for the next, so
that nothing piles up.
"""

from onrecord.cluster.keeping import InParquet, InRecord, Keeping
from onrecord.cluster.run import Done, articles, articles_at, keep, read
from onrecord.cluster.session import connected

__all__ = [
    "Done",
    "InParquet",
    "InRecord",
    "Keeping",
    "articles",
    "articles_at",
    "connected",
    "keep",
    "read",
]

"""Whole columns at once: which records are certainly clean, told by Polars.

In: blocks of records, table plans. Out: the same findings as record by record; whatever
cannot be told exactly in columns goes to ``engine.rows``. Polars is met here only, and
this room is imported only where it is wanted.
"""

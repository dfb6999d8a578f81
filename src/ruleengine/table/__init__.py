"""Cells of decision tables as sets: ``20-49``, ``> 5000`` -> interval algebra.

Finds the row that holds a value, gaps, overlaps and witnesses, exactly, no sampling.
"""

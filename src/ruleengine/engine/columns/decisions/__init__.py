"""Decisions over whole frames: tables looked up and formulas computed column by column.

In: a compiled decision, a frame of inputs. Out: a frame of outputs, equal to what
``engine.compute`` gives for each row; whatever is not exact in columns goes there.
"""

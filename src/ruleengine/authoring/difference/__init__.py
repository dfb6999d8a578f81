"""Difference: two versions of rules in, what is judged otherwise out.

Not the texts are compared but what they mean: each change comes with an input that the
two versions answer differently, found by asking both.
"""

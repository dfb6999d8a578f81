"""Mutation: rules changed one small step at a time, to see whether a case would tell.

In: rule files as nodes, and their cases. Out: the mutants, and which of them survive.
"""

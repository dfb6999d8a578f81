"""FEEL, the expression language of OMG DMN 1.5: text -> AST -> evaluator.

Takes text and plain values, gives plain values. Knows neither YAML nor rule packs.
"""

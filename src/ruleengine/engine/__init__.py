"""Ruleset x records -> findings; decisions -> values with their derivation.

Meets submitted values. Knows neither files nor sentences.
"""

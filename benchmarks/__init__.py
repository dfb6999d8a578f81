"""Measurements of ruleengine beside the tools that one would use instead of it."""

"""Statistics of proficiency testing (ISO 13528, GB/T 28043) on exact decimals.

Pure functions that rule files call through FEEL. Knows neither YAML nor rule packs.
"""

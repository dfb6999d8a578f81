"""Findings and results -> what people and programs read, in Chinese and English.

The only room with sentences for submitters.
"""

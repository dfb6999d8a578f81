"""Submitted files (xlsx csv json jsonl yaml) -> records with their places."""

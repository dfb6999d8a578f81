"""The words all rooms share: positions, texts, problems, findings, records.

Knows nothing of files, rule packs or languages; imports only the standard library.
"""

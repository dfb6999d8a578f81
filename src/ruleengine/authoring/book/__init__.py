"""The rules written out for people: packs in, pages of blocks, html or markdown out.

Sentences come from ``explain``, headings from ``list``; this room only lays them out.
"""

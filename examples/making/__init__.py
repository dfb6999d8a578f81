"""How the sample submission is made; see ``make_examples.py``."""

"""Node trees -> RulePack: frozen dataclasses, nothing compiled, ids still local.

One module per kind of rule file. Knows no language (formats and conditions stay text).
"""

"""The data-format notation of GB/T 19488.1: text such as ``an..200`` -> AST -> matcher.

Takes text, gives typed syntax trees with positions. Knows neither YAML nor rule packs.
"""

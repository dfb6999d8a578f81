"""For the people who write rules: lint, cases, coverage, mutation, diff, rule book."""

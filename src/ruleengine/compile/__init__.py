"""RulePacks -> Ruleset: ids joined across files, languages parsed, checks ready to run."""

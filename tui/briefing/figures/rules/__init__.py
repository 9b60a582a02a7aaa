"""The rules, one module each; `briefing.figures.rule_table` says which run, when, and in what order."""

"""One module a task: `score(options) -> Scores`."""

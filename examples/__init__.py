"""The demo story's gold annotation, and what compiles it into records."""

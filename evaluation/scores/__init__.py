"""What several tasks count with: labelled items, chains of mentions, and analyses of gold texts."""

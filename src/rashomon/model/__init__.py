"""The frozen types that everything else speaks in: spans, records, identifiers, errors."""

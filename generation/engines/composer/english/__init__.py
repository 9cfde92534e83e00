"""English: word forms, clauses, openings and sentences."""

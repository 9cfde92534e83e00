"""Chinese: clauses, openings and sentences."""

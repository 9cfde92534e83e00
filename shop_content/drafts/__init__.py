"""What was written: drafts, immutable versions, findings, decisions; the review desk."""

"""One batch of drafts shown to somebody without an account, by an address that expires: look, comment, approve; nothing else."""

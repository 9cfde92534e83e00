"""What waits for one person: in the app, and as a digest by mail."""

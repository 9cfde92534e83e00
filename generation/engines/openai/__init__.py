"""The `openai:` engine: any server that speaks the chat completions protocol. One step of a conversation a file."""

"""One approved picture as each market wants it: made on request, kept by what it holds."""

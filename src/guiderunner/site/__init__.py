"""The site under test: what the engine asks of it, and the browser that visits it."""

"""News from other parts, each answered by one service."""

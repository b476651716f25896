"""What recruitment tells the core at the start, by topic."""

"""Setting up a site."""

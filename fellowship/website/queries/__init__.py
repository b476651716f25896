"""What the website's pages show beside their own text."""

"""What cohorts can be asked."""

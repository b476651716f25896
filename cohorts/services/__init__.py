"""What can be done in cohorts."""

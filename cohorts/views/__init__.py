"""The screens of cohorts, by audience."""

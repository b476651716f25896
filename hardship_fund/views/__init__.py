"""The pages of the fund, by audience."""

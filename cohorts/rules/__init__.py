"""The rules of cohorts: stages, lists, matching, checking and explaining; pure."""

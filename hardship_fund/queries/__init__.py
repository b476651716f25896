"""What people may see of the fund."""

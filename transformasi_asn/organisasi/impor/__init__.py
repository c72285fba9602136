"""Import of master data from CSV: each kind is one class, read and checked as a whole, written set-wise."""

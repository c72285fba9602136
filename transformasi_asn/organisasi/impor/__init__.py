"""Import of master data from XLSX and CSV: each kind is one class, read and checked as a whole, written set-wise."""

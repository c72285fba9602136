"""A private, throw-away Frappe bench for the demo and the tests of this repository.

Only the standard library is used here. What runs inside the framework's own Python stands in `inside/`.
"""

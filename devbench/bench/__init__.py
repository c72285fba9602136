"""Measurements: the app beside stock Frappe doing the nearest job, in the same run."""

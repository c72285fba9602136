"""Pola kerja struktural dan fungsional sesudah penyetaraan jabatan, sebagai app Frappe."""

__version__ = "0.1.0"

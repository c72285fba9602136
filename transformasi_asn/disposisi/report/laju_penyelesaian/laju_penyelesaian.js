frappe.query_reports["Laju Penyelesaian"] = {
	filters: transformasi_asn.laporan.filters(["dari", "sampai", "kelompok", "unit_kerja", "pola_kerja", "waktu"]),
	formatter: transformasi_asn.laporan.formatter,
};

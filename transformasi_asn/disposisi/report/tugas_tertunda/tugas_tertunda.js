frappe.query_reports["Tugas Tertunda"] = {
	filters: transformasi_asn.laporan.filters(["kelompok", "unit_kerja", "pola_kerja"]),
	formatter: transformasi_asn.laporan.formatter,
};

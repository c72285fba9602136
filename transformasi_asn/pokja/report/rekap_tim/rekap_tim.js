frappe.query_reports["Rekap Tim"] = {
	filters: [
		{
			fieldname: "kelompok",
			label: __("Dikelompokkan menurut"),
			fieldtype: "Select",
			default: "Alasan",
			reqd: 1,
			options: ["Alasan", "Cakupan", "Umur", "Hasil", "Perangkat daerah"].map((value) => ({ value, label: __(value) })),
		},
		...transformasi_asn.laporan.filters(["unit_kerja"]),
		{
			fieldname: "jenis_tim",
			label: __("Jenis tim"),
			fieldtype: "Select",
			options: [
				{ value: "", label: "" },
				...["Pokja", "Tim Kerja"].map((value) => ({ value, label: __(value) })),
			],
		},
	],
	formatter: transformasi_asn.laporan.formatter,
};

// Filters and cells that the reports share.
frappe.provide("transformasi_asn.laporan");

const { tampil } = transformasi_asn;

const FILTER = {
	dari: () => ({
		fieldname: "dari",
		label: __("Dari tanggal"),
		fieldtype: "Date",
		default: frappe.datetime.add_months(frappe.datetime.get_today(), -3),
		reqd: 1,
	}),
	sampai: () => ({
		fieldname: "sampai",
		label: __("Sampai tanggal"),
		fieldtype: "Date",
		default: frappe.datetime.get_today(),
		reqd: 1,
	}),
	kelompok: () => ({
		fieldname: "kelompok",
		label: __("Dikelompokkan menurut"),
		fieldtype: "Select",
		default: "Perangkat daerah",
		reqd: 1,
		options: ["Perangkat daerah", "Jabatan", "Pola kerja"].map((value) => ({ value, label: __(value) })),
	}),
	unit_kerja: () => ({
		fieldname: "unit_kerja",
		label: __("Perangkat daerah"),
		fieldtype: "Link",
		options: "Unit Kerja",
		get_query: () => ({ filters: { perangkat_daerah: 1 } }),
	}),
	pola_kerja: () => ({
		fieldname: "pola_kerja",
		label: __("Pola kerja"),
		fieldtype: "Select",
		options: [
			{ value: "", label: "" },
			...["Struktural", "Fungsional"].map((value) => ({ value, label: __(value) })),
		],
	}),
	waktu: () => ({
		fieldname: "waktu",
		label: __("Lama dalam"),
		fieldtype: "Select",
		default: "Jam kerja",
		reqd: 1,
		options: ["Jam kerja", "Jam kalender"].map((value) => ({ value, label: __(value) })),
	}),
};

transformasi_asn.laporan = {
	filters: (nama) => nama.map((n) => FILTER[n]()),

	formatter(value, row, column, data, default_formatter) {
		if (!data) return default_formatter(value, row, column, data);
		// nothing measured is no zero
		if (column.fieldtype === "Float" && (value === null || value === undefined)) return "";
		if (column.fieldname === "pola_kerja") return tampil.pattern_pill(value);
		if (column.fieldname === "status") return tampil.stage_pill(value, data.tahap);
		if (column.fieldname === "terlambat" && value) return `<b class="text-danger">${tampil.text(value)}</b>`;
		if (column.fieldtype === "Data") return tampil.text(__(value || ""));
		return default_formatter(value, row, column, data);
	},
};

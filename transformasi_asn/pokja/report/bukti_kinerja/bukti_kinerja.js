frappe.query_reports["Bukti Kinerja"] = {
	filters: [
		{ fieldname: "pegawai", label: __("Pegawai (kosong: saya sendiri)"), fieldtype: "Link", options: "Pegawai ASN" },
		{
			fieldname: "dari",
			label: __("Dari tanggal"),
			fieldtype: "Date",
			default: `${frappe.datetime.get_today().slice(0, 4)}-01-01`,
			reqd: 1,
		},
		{ fieldname: "sampai", label: __("Sampai tanggal"), fieldtype: "Date", default: frappe.datetime.get_today(), reqd: 1 },
	],

	onload(laporan) {
		laporan.page.add_inner_button(__("Cetak Bukti Kinerja"), () => {
			const isi = new URLSearchParams(laporan.get_values());
			window.open(`/api/method/transformasi_asn.pokja.api.cetak_bukti_kinerja?${isi}`);
		});
	},

	formatter(value, row, column, data, default_formatter) {
		const { tampil } = transformasi_asn;
		if (!data) return default_formatter(value, row, column, data);
		if (column.fieldname === "judul") {
			return data.name ? tampil.link(data.doctype, data.name, value) : tampil.text(value);
		}
		if (column.fieldname === "berkas") {
			return value ? `<a href="${encodeURI(value)}" target="_blank" rel="noopener">${__("Buka")}</a>` : "";
		}
		if (column.fieldname === "macam") {
			return value === "Tim" ? tampil.pill(__(value), "purple") : tampil.pattern_pill(value);
		}
		return column.fieldtype === "Data" ? tampil.text(value || "") : default_formatter(value, row, column, data);
	},
};

frappe.query_reports["Buku Agenda"] = {
	filters: [
		{
			fieldname: "unit_kerja",
			label: __("Perangkat daerah"),
			fieldtype: "Link",
			options: "Unit Kerja",
			get_query: () => ({ filters: { perangkat_daerah: 1 } }),
		},
		{
			fieldname: "dari",
			label: __("Dari tanggal"),
			fieldtype: "Date",
			default: `${frappe.datetime.get_today().slice(0, 4)}-01-01`,
			reqd: 1,
		},
		{
			fieldname: "sampai",
			label: __("Sampai tanggal"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
	],

	async onload(laporan) {
		laporan.page.add_inner_button(__("Cetak Buku Agenda"), () => {
			const { unit_kerja, dari, sampai } = laporan.get_values();
			if (!unit_kerja) {
				frappe.msgprint(__("Pilih perangkat daerah."));
				return;
			}
			const isi = new URLSearchParams({ unit_kerja, dari, sampai });
			window.open(`/api/method/transformasi_asn.disposisi.api.cetak_buku_agenda?${isi}`);
		});
		const usul = await frappe.xcall("transformasi_asn.disposisi.api.usul_naskah");
		if (usul.unit_penerima && !laporan.get_filter_value("unit_kerja"))
			laporan.set_filter_value("unit_kerja", usul.unit_penerima);
	},

	formatter(value, row, column, data, default_formatter) {
		const { tampil } = transformasi_asn;
		if (data && column.fieldname === "perihal" && data.naskah) return tampil.link("Naskah Masuk", data.naskah, value);
		if (data && column.fieldtype === "Data") return tampil.text(value || "");
		return default_formatter(value, row, column, data);
	},
};

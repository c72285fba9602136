// My tasks, box by box. On a phone the rows stand as cards, because a wide table cannot be read there.
frappe.query_reports["Kotak Tugas"] = {
	filters: [
		{
			fieldname: "kotak",
			label: __("Kotak"),
			fieldtype: "Select",
			default: "Untuk dikerjakan",
			reqd: 1,
			options: [
				"Belum dibaca",
				"Untuk dikerjakan",
				"Menunggu orang lain",
				"Terlambat",
				"Saya berikan",
				"Laporan masuk",
				"Minta persetujuan saya",
				"Selesai",
			].map((value) => ({ value, label: __(value) })),
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const { tampil } = transformasi_asn;
		if (!data) return default_formatter(value, row, column, data);
		if (column.fieldname === "perihal") return tampil.link("Tugas", data.name, value);
		if (column.fieldname === "jatuh_tempo") return tampil.deadline(data);
		if (column.fieldname === "workflow_state") return tampil.stage_pill(value, data.tahap);
		if (column.fieldname === "pola_kerja") return tampil.pattern_pill(value, data.tim);
		if (column.fieldtype === "Data") return tampil.text(value);
		return default_formatter(value, row, column, data);
	},

	get_datatable_options: (options) => ({ ...options, checkboxColumn: false }),

	after_datatable_render() {
		const laporan = frappe.query_report;
		$(".asn-kartu").remove();
		if (window.innerWidth >= 768) return;
		laporan.$report.find(".datatable").addClass("asn-sembunyi");
		const lawan = laporan.columns.some((c) => c.fieldname === "nama_penerima") ? "nama_penerima" : "nama_pemberi";
		const kartu = (laporan.data || []).map((row) => transformasi_asn.tampil.task_card(row, lawan)).join("");
		$(`<div class="asn-kartu">${kartu}</div>`).insertAfter(laporan.$report);
	},
};

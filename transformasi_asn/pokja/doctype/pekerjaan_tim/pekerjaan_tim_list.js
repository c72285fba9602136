{
	const WARNA = {
		"Belum dikerjakan": "gray",
		Dikerjakan: "blue",
		"Diperiksa Ketua": "orange",
		Selesai: "green",
		Dibatalkan: "red",
	};

	frappe.listview_settings["Pekerjaan Tim"] = {
		hide_name_column: true,
		// what the board and the Gantt show besides; names, because core fetches titles of links too late for a card
		add_fields: ["nama_tim", "nama_pegawai", "mulai", "tenggat", "kemajuan"],
		refresh: (daftar) => name_bars(daftar),
		get_indicator: (doc) => [__(doc.keadaan), WARNA[doc.keadaan], `keadaan,=,${doc.keadaan}`],
	};

	// Core writes the id of a document beside its title.
	async function name_bars(daftar) {
		if (daftar.view_name !== "Gantt" || !daftar.tasks?.length) return;
		await daftar.load_lib;
		daftar.gantt.refresh(daftar.tasks.map((t) => ({ ...t, name: daftar.get_item(t.id).judul })));
	}
}

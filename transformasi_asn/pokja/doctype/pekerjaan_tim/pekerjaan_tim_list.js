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
		get_indicator: (doc) => [__(doc.keadaan), WARNA[doc.keadaan], `keadaan,=,${doc.keadaan}`],
	};
}

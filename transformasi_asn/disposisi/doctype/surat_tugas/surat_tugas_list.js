frappe.listview_settings["Surat Tugas"] = {
	add_fields: ["keadaan"],
	get_indicator: (doc) => [
		__(doc.keadaan),
		{ Draf: "orange", Terbit: "green", Dicabut: "gray" }[doc.keadaan],
		`keadaan,=,${doc.keadaan}`,
	],
};

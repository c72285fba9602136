frappe.listview_settings["Penugasan Koordinator"] = {
	add_fields: ["mulai", "selesai"],
	get_indicator(doc) {
		const hari_ini = frappe.datetime.get_today();
		if (doc.mulai > hari_ini) return [__("Akan Datang"), "blue", `mulai,>,${hari_ini}`];
		if (doc.selesai && doc.selesai <= hari_ini) return [__("Berakhir"), "gray", `selesai,<=,${hari_ini}`];
		return [__("Berlaku"), "green", `mulai,<=,${hari_ini}`];
	},
};

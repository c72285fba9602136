frappe.listview_settings["Penugasan Sekretaris"] = {
	add_fields: ["mulai", "sampai"],
	get_indicator(doc) {
		const hari_ini = frappe.datetime.get_today();
		if (doc.mulai > hari_ini) return [__("Akan Datang"), "blue", `mulai,>,${hari_ini}`];
		if (doc.sampai && doc.sampai < hari_ini) return [__("Berakhir"), "gray", `sampai,<,${hari_ini}`];
		return [__("Berlaku"), "green", `mulai,<=,${hari_ini}`];
	},
};

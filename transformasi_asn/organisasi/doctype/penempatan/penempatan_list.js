frappe.listview_settings["Penempatan"] = {
	add_fields: ["mulai", "selesai", "kapasitas"],
	onload: (listview) => transformasi_asn.impor.add_to_list(listview),
	get_indicator(doc) {
		const hari_ini = frappe.datetime.get_today();
		if (doc.mulai > hari_ini) return [__("Akan Datang"), "blue", `mulai,>,${hari_ini}`];
		if (doc.selesai && doc.selesai <= hari_ini) {
			return [__("Selesai"), "gray", `selesai,<=,${hari_ini}`];
		}
		return [doc.kapasitas, doc.kapasitas === "Definitif" ? "green" : "orange", `kapasitas,=,${doc.kapasitas}`];
	},
};

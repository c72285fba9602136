frappe.listview_settings["Surat Perintah"] = {
	add_fields: ["status", "mulai", "sampai", "hari_terakhir"],
	get_indicator(doc) {
		const hari_ini = frappe.datetime.get_today();
		const terakhir = doc.hari_terakhir || doc.sampai;
		const warna = { Diusulkan: "orange", Disetujui: "blue", Ditolak: "red", Dicabut: "red" }[doc.status];
		if (warna) return [__(doc.status), warna, `status,=,${doc.status}`];
		if (doc.mulai > hari_ini) return [__("Akan Datang"), "blue", `status,=,Ditetapkan|mulai,>,${hari_ini}`];
		if (terakhir < hari_ini) return [__("Berakhir"), "gray", `status,=,Ditetapkan|sampai,<,${hari_ini}`];
		return [__("Berlaku"), "green", `status,=,Ditetapkan|sampai,>=,${hari_ini}`];
	},
};

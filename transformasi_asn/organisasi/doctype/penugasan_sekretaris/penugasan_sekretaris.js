frappe.ui.form.on("Penugasan Sekretaris", {
	setup(frm) {
		frm.set_query("pegawai", () => ({ filters: { aktif: 1 } }));
		frm.set_query("jabatan", () => ({
			filters: { aktif: 1, jumlah_kursi: 1, jenis: ["not in", ["Fungsional", "Pelaksana"]] },
		}));
	},
});

frappe.listview_settings["Pegawai ASN"] = {
	filters: [["aktif", "=", 1]],

	onload(listview) {
		transformasi_asn.impor.add_to_list(listview);
		if (!frappe.model.can_create("Pegawai ASN")) return;
		listview.page.add_action_item(__("Buat Akun Pengguna"), () =>
			frappe
				.call({
					method: "transformasi_asn.organisasi.api.create_missing_users",
					args: { pegawai: listview.get_checked_items(true) },
					freeze: true,
					freeze_message: __("Membuat akun …"),
				})
				.then(({ message }) => {
					const dilewati = message.dilewati.map((b) => frappe.utils.escape_html(b.pesan));
					frappe.msgprint({
						title: __("Akun Pengguna"),
						message: [__("{0} akun dibuat.", [message.dibuat.length]), ...dilewati].join("<br>"),
					});
					listview.refresh();
				})
		);
	},
};

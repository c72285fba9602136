const WARNA = { Antre: "blue", Ditunda: "yellow", Terkirim: "green", Gagal: "red", Batal: "gray" };

frappe.listview_settings["Kiriman Pemberitahuan"] = {
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.status), WARNA[doc.status], `status,=,${doc.status}`],
	onload(listview) {
		listview.page.add_action_item(__("Kirim Ulang"), async () => {
			const banyak = await frappe.xcall("transformasi_asn.disposisi.api.kirim_ulang", {
				kiriman_gagal: JSON.stringify(listview.get_checked_items(true)),
			});
			frappe.show_alert({ message: __("{0} kiriman antre lagi.", [banyak]), indicator: "green" });
			listview.clear_checked_items();
			listview.refresh();
		});
	},
};

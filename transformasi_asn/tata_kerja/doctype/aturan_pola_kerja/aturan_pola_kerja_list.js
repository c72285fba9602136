frappe.listview_settings["Aturan Pola Kerja"] = {
	onload(listview) {
		listview.page.add_inner_button(__("Buat Aturan Sendiri"), async () => {
			const unit = await frappe.xcall("transformasi_asn.tata_kerja.api.usul_unit");
			frappe.prompt(
				[
					{
						fieldname: "unit_kerja", label: __("Unit Kerja"), fieldtype: "Link", options: "Unit Kerja",
						default: unit, reqd: 1,
					},
					{
						fieldname: "salin", label: __("Mulai dengan salinan aturan yang kini berlaku"),
						fieldtype: "Check", default: 1,
					},
				],
				(isi) =>
					frappe
						.xcall("transformasi_asn.tata_kerja.api.buat_aturan_sendiri", isi)
						.then((nama) => frappe.set_route("Form", "Aturan Pola Kerja", nama)),
				__("Buat Aturan Sendiri"),
				__("Buat")
			);
		});
	},
};

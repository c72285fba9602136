frappe.listview_settings["Naskah Masuk"] = {
	add_fields: ["tahap", "keamanan", "workflow_state", "tujuan_jabatan"],
	hide_name_column: true,
	get_indicator: (doc) => transformasi_asn.alur.get_indicator(doc),
	// on the row of a letter that waits for the user
	button: {
		show: (doc) => doc.tahap === "Baru" && jabatan_saya.has(doc.tujuan_jabatan),
		get_label: () => __("Disposisi"),
		// core puts it into an attribute as it is
		get_description: (doc) => transformasi_asn.tampil.text(__("Disposisikan {0}", [doc.perihal])),
		action: (doc) => dispose([doc.name]),
	},
	async onload(listview) {
		listview.page.add_inner_button(__("Menunggu disposisi saya"), async () => {
			await listview.filter_area.clear();
			await listview.filter_area.add([
				["Naskah Masuk", "tahap", "=", "Baru"],
				["Naskah Masuk", "tujuan_jabatan", "in", [...(await read_posts())]],
			]);
		});
		listview.page.add_actions_menu_item(
			// not "Disposisikan": so core's own menu names the step of the workflow
			__("Disposisi Cepat"),
			() => dispose(listview.get_checked_items(true)),
			false
		);
		await read_posts();
		// rows that came before the posts were known
		if (listview.data && listview.data.length) listview.render_list();
	},
};

let jabatan_saya = new Set();

async function read_posts() {
	const jabatan = await frappe.xcall("transformasi_asn.disposisi.api.jabatan_saya");
	jabatan_saya = new Set(jabatan.map((j) => j.jabatan));
	return jabatan_saya;
}

const dispose = (naskah) =>
	transformasi_asn.cepat.open({ naskah }, () => {
		cur_list.clear_checked_items();
		cur_list.refresh();
	});

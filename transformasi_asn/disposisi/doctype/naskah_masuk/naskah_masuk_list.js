const API_NASKAH = "transformasi_asn.disposisi.api.";

frappe.listview_settings["Naskah Masuk"] = {
	add_fields: ["tahap", "keamanan", "workflow_state", "jenis_naskah", "tujuan_jabatan"],
	hide_name_column: true,
	get_indicator: (doc) => transformasi_asn.alur.get_indicator(doc),
	// on the row of a letter that waits for the user; Tata Usaha can only take it out of the queue
	button: {
		show: (doc) => doc.tahap === "Baru" && (is_mine(doc) || may_mark()),
		get_label: (doc) => (is_mine(doc) ? __("Disposisi") : __("Tanpa disposisi")),
		// core puts it into an attribute as it is
		get_description: (doc) =>
			transformasi_asn.tampil.text(
				is_mine(doc) ? __("Disposisikan {0}", [doc.perihal]) : __("Tandai {0} tidak perlu disposisi", [doc.perihal])
			),
		action: (doc) => (is_mine(doc) ? dispose([doc.name]) : mark([doc], can_mark_at_once(doc))),
	},
	refresh: (listview) => add_second_button(listview),
	async onload(listview) {
		transformasi_asn.impor.add_to_list(listview);
		listview.page.add_menu_item(__("Kalender"), () => frappe.set_route("List", "Naskah Masuk", "Calendar", "default"));
		listview.page.add_inner_button(__("Kotak Kerja"), () => frappe.set_route("kotak-kerja"));
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
		listview.page.add_actions_menu_item(__("Tanpa disposisi"), () => mark(listview.get_checked_items(), false), false);
		await Promise.all([read_posts(), transformasi_asn.tanpa.read_kinds()]);
		// rows that came before the posts were known
		if (listview.data && listview.data.length) {
			listview.render_list();
			add_second_button(listview);
		}
	},
};

let jabatan_saya = new Set();

async function read_posts() {
	const jabatan = await frappe.xcall(API_NASKAH + "jabatan_saya");
	jabatan_saya = new Set(jabatan.map((j) => j.jabatan));
	return jabatan_saya;
}

const dispose = (naskah) =>
	transformasi_asn.cepat.open({ naskah }, () => {
		cur_list.clear_checked_items();
		cur_list.refresh();
	});

const is_mine = (doc) => jabatan_saya.has(doc.tujuan_jabatan);
const may_mark = () => frappe.user.has_role("Tata Usaha ASN");
// The leader can open it again; for others the kind of letter decides.
const can_mark_at_once = (doc) => is_mine(doc) || transformasi_asn.tanpa.is_usual(doc.jenis_naskah);

// A leader disposes or does without: both one click away.
function add_second_button(listview) {
	for (const tombol of listview.$result.find(".list-row-container .btn-action")) {
		const doc = listview.data[$(tombol).attr("data-idx")];
		$(tombol).closest(".list-row-activity").addClass("asn-bertombol");
		$(tombol).closest(".list-row-container").addClass("asn-baris-bertombol");
		if (!doc || !is_mine(doc) || $(tombol).siblings(".asn-tanpa").length) continue;
		$(`<button class="btn btn-default btn-xs asn-tanpa">${__("Tanpa disposisi")}</button>`)
			.on("click", (e) => {
				e.stopPropagation();
				mark([doc], true);
			})
			.insertAfter(tombol);
	}
}

const mark = (naskah, langsung) =>
	transformasi_asn.tanpa.mark(naskah, langsung, () => {
		cur_list?.clear_checked_items();
		cur_list?.refresh();
	});

const API = "transformasi_asn.disposisi.api.";

frappe.ui.form.on("Blok Agenda", {
	setup(frm) {
		frm.set_query("unit_kerja", () => ({ filters: { aktif: 1, perangkat_daerah: 1 } }));
	},

	async refresh(frm) {
		transformasi_asn.tampil.put(frm, "rekonsiliasi", "");
		if (frm.is_new()) return propose(frm);
		frm.disable_save();
		const nama = frm.doc.name;
		const r = await frappe.xcall(API + "rekonsiliasi_blok", { blok_agenda: nama });
		if (frm.doc.name !== nama) return;
		show(frm, r);
		if (frm.doc.keadaan !== "Terbuka") return;
		frm.add_custom_button(__("Cetak Lembar Kosong"), () => print_slips(nama));
		if (!frm.perm[0].write) return;
		if (r.kosong) frm.add_custom_button(__("Nyatakan Tidak Dipakai"), () => declare_unused(frm, r));
		else frm.add_custom_button(__("Tutup Blok"), () => close_block(frm)).addClass("btn-primary");
	},
});

async function propose(frm) {
	if (frm.doc.unit_kerja) return;
	const usul = await frappe.xcall(API + "usul_naskah");
	if (usul.unit_penerima && frm.is_new()) frm.set_value("unit_kerja", usul.unit_penerima);
}

const print_slips = (nama) =>
	window.open(
		frappe.urllib.get_full_url(
			`/printview?doctype=${encodeURIComponent("Blok Agenda")}&name=${encodeURIComponent(nama)}&format=${encodeURIComponent("Lembar Disposisi Kosong")}&no_letterhead=1&trigger_print=1`
		)
	);

function show(frm, r) {
	const { text, link, pill, put } = transformasi_asn.tampil;
	const { dipakai, kosong, tidak_dipakai, ganda } = r.banyak;
	const ringkas = [
		pill(__("{0} dipakai", [dipakai]), "green"),
		pill(__("{0} belum jelas", [kosong]), kosong ? "orange" : "gray"),
		pill(__("{0} tidak dipakai", [tidak_dipakai]), "gray"),
		ganda ? pill(__("{0} terpakai dua kali", [ganda]), "red") : "",
	];
	const naskah = (n) =>
		n.name
			? `${link("Naskah Masuk", n.name, n.nomor_agenda)} ${text(n.perihal)}`
			: `${text(n.nomor_agenda)} <span class="text-muted">${__("(tidak dapat dilihat)")}</span>`;
	const baris = r.baris.map(
		(b) => `<tr><td>${text(b.nomor)} ${b.ganda ? pill(__("dua kali"), "red") : ""}</td>
			<td>${b.naskah.map(naskah).join("<br>")}</td></tr>`
	);
	put(
		frm,
		"rekonsiliasi",
		`<p>${ringkas.join(" ")}</p>
		${r.kosong ? `<p>${__("Belum jelas")}: <b>${text(r.kosong)}</b></p>` : ""}
		${baris.length ? `<table class="table table-sm table-bordered"><thead><tr><th>${__("Nomor")}</th><th>${__("Naskah")}</th></tr></thead><tbody>${baris.join("")}</tbody></table>` : ""}`
	);
}

function declare_unused(frm, r) {
	const dialog = new frappe.ui.Dialog({
		title: __("Nyatakan Tidak Dipakai"),
		fields: [
			{ fieldname: "nomor", fieldtype: "Data", label: __("Nomor"), reqd: 1, default: r.kosong,
				description: __("Nomor atau rentang, misalnya 3, 5-8.") },
			{ fieldname: "alasan", fieldtype: "Data", label: __("Alasan"), reqd: 1 },
		],
		primary_action_label: __("Nyatakan Tidak Dipakai"),
		primary_action: async ({ nomor, alasan }) => {
			await frappe.xcall(API + "nyatakan_tidak_dipakai", { blok_agenda: frm.doc.name, nomor, alasan });
			dialog.hide();
			frm.reload_doc();
		},
	});
	dialog.show();
}

function close_block(frm) {
	frappe.confirm(__("Tutup blok ini? Sesudahnya nomornya tidak dapat dipakai lagi."), async () => {
		await frappe.xcall(API + "tutup_blok", { blok_agenda: frm.doc.name });
		frm.reload_doc();
	});
}

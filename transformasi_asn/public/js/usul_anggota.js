// Proposed members of a team: what is needed goes in, ranked officers with their reasons come out; the leader ticks.
frappe.provide("transformasi_asn.tim");

const { text, pill } = transformasi_asn.tampil;
const JENJANG = ["Pemula", "Terampil", "Mahir", "Penyelia", "Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama"];

// `frm`: the form of a team that the user may change.
transformasi_asn.tim.propose_members = (frm) => {
	const d = new frappe.ui.Dialog({
		title: __("Usulkan Anggota"),
		size: "extra-large",
		fields: [
			{
				fieldname: "kebutuhan", fieldtype: "Table", label: __("Yang dibutuhkan"),
				reqd: 1, data: [{ jumlah: 1 }], get_data: () => d.fields_dict.kebutuhan.df.data,
				fields: needs(),
			},
			{ fieldname: "hasil", fieldtype: "HTML" },
		],
		primary_action_label: __("Cari"),
		primary_action: () => search(frm, d),
	});
	d.$wrapper.addClass("asn-usul-anggota");
	d.show();
	return d;
};

const needs = () => [
	{ fieldname: "jumlah", fieldtype: "Int", label: __("Jumlah"), in_list_view: 1, columns: 1, reqd: 1, default: 1 },
	{
		fieldname: "jabatan_fungsional", fieldtype: "Link", options: "Jabatan Fungsional", label: __("Jabatan Fungsional"),
		in_list_view: 1, columns: 3, only_select: 1,
	},
	{ fieldname: "jenjang", fieldtype: "Select", options: ["", ...JENJANG].join("\n"), label: __("Jenjang"), in_list_view: 1, columns: 2 },
	{
		fieldname: "kompetensi", fieldtype: "Link", options: "Kompetensi", label: __("Kompetensi"), in_list_view: 1, columns: 3,
		only_select: 1,
	},
	{ fieldname: "tingkat", fieldtype: "Select", options: "1\n2\n3\n4\n5", label: __("Tingkat"), in_list_view: 1, columns: 1 },
	{ fieldname: "kompetensi_2", fieldtype: "Link", options: "Kompetensi", label: __("Kompetensi lain"), only_select: 1 },
	{ fieldname: "tingkat_2", fieldtype: "Select", options: "1\n2\n3\n4\n5", label: __("Tingkat") },
];

async function search(frm, d) {
	const kebutuhan = (d.get_value("kebutuhan") || []).map((b) => ({
		jumlah: b.jumlah || 1,
		jabatan_fungsional: b.jabatan_fungsional,
		jenjang: b.jenjang,
		kompetensi: [
			{ kompetensi: b.kompetensi, tingkat: b.tingkat },
			{ kompetensi: b.kompetensi_2, tingkat: b.tingkat_2 },
		].filter((k) => k.kompetensi),
	}));
	const usul = await frappe.xcall("transformasi_asn.pokja.api.usul_anggota", {
		pimpinan: frm.doc.pimpinan,
		kebutuhan,
		anggota: (frm.doc.anggota || []).map((a) => a.pegawai).filter(Boolean),
		mulai: frm.doc.mulai,
		selesai: frm.doc.selesai,
	});
	show(frm, d, usul);
}

function show(frm, d, usul) {
	const wadah = d.get_field("hasil").$wrapper;
	wadah.html(`<p class="text-muted">${text(usul.cara)}</p>${usul.baris.map(ranking).join("")}${left_out(usul)}`);
	const count = () => {
		const dipilih = chosen(wadah, usul);
		d.set_primary_action(__("Masukkan {0} anggota", [dipilih.length]), () => take_over(frm, d, dipilih));
		d.get_primary_btn().prop("disabled", !dipilih.length);
	};
	d.set_secondary_action_label(__("Cari Lagi"));
	d.set_secondary_action(() => search(frm, d));
	wadah.off("change").on("change", "input[type=checkbox]", (e) => {
		// one person may stand in several rankings
		wadah.find(`input[data-pegawai="${e.target.dataset.pegawai}"]`).prop("checked", e.target.checked);
		count();
	});
	count();
}

const ranking = (b) => `<h5>${text(b.label)}</h5>
	<p class="text-muted">${text(__("{0} orang cocok", [b.seluruhnya]))}${
	b.kurang ? ` ${pill(__("kurang {0}", [b.kurang]), "orange")}` : ""
}</p>
	${b.usulan.length ? table(b) : ""}`;

const table = (b) => `<div class="asn-usul-tabel"><table class="table table-sm">
	<thead><tr>
		<th></th><th>${__("Nama")}</th><th>${__("Perangkat daerah")}</th><th>${__("Beban")}</th><th>${__("Alasan")}</th>
	</tr></thead>
	<tbody>${b.usulan.map(candidate).join("")}</tbody></table></div>`;

const candidate = (u) => `<tr>
	<td><input type="checkbox" data-pegawai="${text(u.pegawai)}" aria-label="${text(u.nama)}" ${u.terpilih ? "checked" : ""}></td>
	<td><b>${text(u.nama)}</b><br><span class="text-muted">${text(u.jabatan)}</span></td>
	<td>${text(u.unit)}${u.di_bawah ? "" : `<br>${pill(__("unit lain"), "orange")}`}${
	u.persetujuan ? `<br><span class="text-muted">${text(u.persetujuan)}</span>` : ""
}</td>
	<td title="${text(u.rincian_beban)}"><b>${u.beban}</b><br><span class="text-muted">${text(__("{0} tim", [u.tim]))}</span></td>
	<td>${u.alasan.map(text).join("; ")}</td>
</tr>`;

function left_out(usul) {
	if (!usul.tersisih.length) return "";
	const daftar = usul.tersisih.map((t) => `<li>${text(t.nama)}: ${text(t.sebab)}</li>`).join("");
	return `<details><summary>${text(__("{0} orang cocok, tetapi tidak diusulkan", [usul.tersisih_seluruhnya]))}</summary>
		<ul>${daftar}</ul></details>`;
}

function chosen(wadah, usul) {
	const dicentang = new Set(wadah.find("input:checked").get().map((el) => el.dataset.pegawai));
	const semua = usul.baris.flatMap((b) => b.usulan).filter((u) => dicentang.has(u.pegawai));
	return [...new Map(semua.map((u) => [u.pegawai, u])).values()];
}

async function take_over(frm, d, dipilih) {
	for (const kosong of (frm.doc.anggota || []).filter((a) => !a.pegawai && !a.nama_luar)) {
		frappe.model.clear_doc(kosong.doctype, kosong.name);
	}
	for (const u of dipilih) {
		frappe.utils.add_link_title("Pegawai ASN", u.pegawai, u.nama);
		const baris = frm.add_child("anggota", { pegawai: u.pegawai, nama: u.nama, peran: "Anggota" });
		await frm.script_manager.trigger("pegawai", baris.doctype, baris.name);
	}
	frm.refresh_field("anggota");
	frm.dirty();
	d.hide();
	frappe.show_alert({ message: __("{0} anggota masuk ke daftar; periksa perannya lalu simpan.", [dipilih.length]), indicator: "green" });
}

const API = "transformasi_asn.pokja.api.";

frappe.ui.form.on("Pokja", {
	setup(frm) {
		frm.set_query("unit_kerja", () => ({ filters: { aktif: 1, perangkat_daerah: 1 } }));
		frm.set_query("pimpinan", () => ({
			filters: frm.jabatan_saya
				? { name: ["in", frm.jabatan_saya.map((j) => j.jabatan)] }
				: { aktif: 1, jenis: ["not in", ["Fungsional", "Pelaksana"]] },
		}));
		frm.set_query("pegawai", "anggota", () => ({ filters: { aktif: 1 } }));
	},

	async refresh(frm) {
		frm.toggle_display(["tahap", "peran_saya"], false);
		frm.toggle_display("alasan_langkah", false);
		frm.fields_dict.anggota.grid.update_docfield_property("pegawai", "formatter", (value, df, options, baris) =>
			transformasi_asn.tampil.text((baris && (baris.nama || baris.nama_luar)) || value)
		);
		transformasi_asn.alur.offer_steps(frm);
		if (frm.is_new() || (has(frm, "pimpinan") && TERBUKA.includes(frm.doc.tahap))) {
			frm.add_custom_button(__("Usulkan Anggota"), () => transformasi_asn.tim.propose_members(frm));
		}
		if (frm.is_new()) return propose(frm);
		offer_work(frm);
		offer_papers(frm);
		await show_members(frm);
	},
});

// A team is formed by the post that its maker is in charge of.
async function propose(frm) {
	if (frm.jabatan_saya) return;
	const jabatan = await frappe.xcall("transformasi_asn.disposisi.api.jabatan_saya");
	if (jabatan.length) frm.jabatan_saya = jabatan;
	if (jabatan.length && !frm.doc.pimpinan) await frm.set_value("pimpinan", jabatan[0].jabatan);
	if (!frm.doc.unit_kerja) {
		const usul = await frappe.xcall("transformasi_asn.disposisi.api.usul_naskah");
		if (usul.unit_penerima) await frm.set_value("unit_kerja", usul.unit_penerima);
	}
}

const TIM = () => __("Kerja Tim");

// Everybody reads the decision; the report shows work, which is its team's and theirs above it.
function offer_papers(frm) {
	const cetak = (format) => {
		const isi = new URLSearchParams({ doctype: frm.doctype, name: frm.doc.name, format, no_letterhead: 1 });
		window.open(frappe.urllib.get_full_url(`/api/method/frappe.utils.print_format.download_pdf?${isi}`));
	};
	frm.add_custom_button(__("Keputusan Tim"), () => cetak("Keputusan Tim"), __("Cetak"));
	if (frm.doc.peran_saya || frappe.user.has_role("Auditor ASN")) {
		frm.add_custom_button(__("Laporan Tim"), () => cetak("Laporan Tim"), __("Cetak"));
	}
}

const TERBUKA = ["Baru", "Berjalan", "Menunggu"];
const has = (frm, peran) => (frm.doc.peran_saya || "").split(", ").includes(peran);

function offer_work(frm) {
	if (!TERBUKA.includes(frm.doc.tahap)) return;
	const { add_button } = transformasi_asn.alur;
	if (has(frm, "pimpinan") || has(frm, "ketua")) {
		frm.add_custom_button(__("Tambah Pekerjaan"), () => frappe.new_doc("Pekerjaan Tim", { tim: frm.doc.name }), TIM());
	}
	if (has(frm, "pimpinan") && frm.doc.tahap !== "Baru") {
		frm.add_custom_button(__("Ganti Anggota"), () => replace_member(frm), TIM());
	}
	frm.add_custom_button(
		__("Pekerjaan Tim"), () => frappe.set_route("List", "Pekerjaan Tim", { tim: frm.doc.name }), TIM()
	);
	if (!frm.doc.peran_saya && frm.doc.tahap !== "Baru") {
		add_button(frm, __("Ajukan Diri"), () =>
			ask(frm, __("Ajukan Diri"), "ajukan_diri", {}, __("Alasan dan keahlian Anda"), true)
		);
	}
}

function ask(frm, judul, metode, isi, label, wajib) {
	frappe.prompt(
		{ fieldname: "alasan", fieldtype: "Small Text", label: label || __("Alasan"), reqd: wajib ? 1 : 0 },
		async ({ alasan }) => {
			await frappe.xcall(API + metode, { pokja: frm.doc.name, ...isi, alasan: alasan || "" });
			await frm.reload_doc();
		},
		judul,
		judul
	);
}

function replace_member(frm) {
	const disebut = frm.doc.anggota.filter((b) => b.pegawai && !b.berhenti_pada && b.persetujuan !== "Ditolak");
	const dialog = new frappe.ui.Dialog({
		title: __("Ganti Anggota"),
		fields: [
			{
				fieldname: "pegawai",
				fieldtype: "Select",
				label: __("Yang berhenti"),
				reqd: 1,
				options: disebut.map((b) => ({ value: b.pegawai, label: `${b.nama || b.pegawai} (${__(b.peran)})` })),
			},
			{
				fieldname: "pengganti",
				fieldtype: "Link",
				options: "Pegawai ASN",
				label: __("Penggantinya"),
				get_query: () => ({ filters: { aktif: 1 } }),
				description: __("Kosong: berhenti tanpa pengganti. Kontribusinya tetap tercatat atas namanya."),
			},
			{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 },
		],
		primary_action_label: __("Ganti"),
		primary_action: async (isi) => {
			await frappe.xcall(API + "ganti_anggota", { pokja: frm.doc.name, ...isi });
			dialog.hide();
			await frm.reload_doc();
		},
	});
	dialog.show();
}

// -- the members: consent, and how far each is ----------------------------------------------------

const WARNA = {
	"Tidak perlu": "gray",
	"Belum diminta": "orange",
	Diajukan: "orange",
	Menunggu: "orange",
	Disetujui: "green",
	Diberitahukan: "blue",
	"Tetap ditugaskan": "green",
	Keberatan: "red",
	Ditolak: "red",
};

async function show_members(frm) {
	const wadah = frm.get_field("kemajuan_anggota").$wrapper;
	const hasil = frm.doc.__onload && frm.doc.__onload.kemajuan;
	if (!hasil) return;
	const { text, pill, moment_of } = transformasi_asn.tampil;
	const milik = await posts_asked(frm, hasil.anggota);
	const baris = hasil.anggota.map((a, n) => {
		const tanda = a.berhenti_pada ? pill(__("berhenti"), "gray") : pill(__(a.persetujuan), WARNA[a.persetujuan]);
		const batas = a.batas_persetujuan && ["Menunggu", "Diberitahukan"].includes(a.persetujuan)
			? `<div class="text-muted">${__("sampai {0}", [text(moment_of(a.batas_persetujuan))])}</div>` : "";
		const alasan = a.alasan_persetujuan ? `<div class="text-muted">${text(a.alasan_persetujuan)}</div>` : "";
		return `<tr><td>${text(a.nama)}<div class="text-muted">${text(a.jabatan)}</div></td>
			<td>${text(__(a.peran))}</td><td>${tanda}${batas}${alasan}</td>
			<td class="text-right">${a.selesai}/${a.selesai + a.terbuka}</td>
			<td class="text-right">${a.kontribusi}</td>
			<td class="text-right">${a.tugas_selesai}/${a.tugas_selesai + a.tugas_terbuka}</td>
			<td class="asn-tombol-anggota">${a.berhenti_pada ? "" : buttons(frm, a, milik, n)}</td></tr>`;
	});
	const ringkas = hasil.dibutuhkan
		? __("{0} dari {1} anggota sudah selesai", [hasil.selesai, hasil.dibutuhkan]) : "";
	wadah.html(`<div class="asn-kemajuan-tim">${ringkas ? `<p class="text-muted">${ringkas}</p>` : ""}
		<div class="asn-tabel-gulir"><table class="table table-sm"><thead><tr>
		<th>${__("Nama")}</th><th>${__("Peran")}</th><th>${__("Persetujuan")}</th>
		<th class="text-right">${__("Pekerjaan")}</th><th class="text-right">${__("Kontribusi")}</th>
		<th class="text-right">${__("Tugas")}</th><th></th></tr></thead><tbody>${baris.join("")}</tbody></table></div></div>`);
	wadah.find("[data-aksi]").on("click", function () {
		ACTS[this.dataset.aksi](frm, hasil.anggota[this.dataset.nomor]);
	});
}

async function posts_asked(frm, anggota) {
	if (!has(frm, "kepala") || !anggota.some((a) => a.persetujuan_jabatan)) return [];
	return (await frappe.xcall("transformasi_asn.disposisi.api.jabatan_saya")).map((j) => j.jabatan);
}

const ACTS = {
	setujui: (frm, a) =>
		ask(frm, __("Setujui"), "jawab_keanggotaan", { pegawai: a.pegawai, setuju: 1 }, __("Catatan")),
	tolak: (frm, a) =>
		ask(frm, __("Tolak"), "jawab_keanggotaan", { pegawai: a.pegawai, setuju: 0 }, null, true),
	keberatan: (frm, a) =>
		ask(frm, __("Ajukan Keberatan"), "jawab_keanggotaan", { pegawai: a.pegawai, setuju: 0 }, null, true),
	pertahankan: (frm, a) =>
		ask(frm, __("Tetap Tugaskan"), "putuskan_anggota", { pegawai: a.pegawai, diterima: 1 }, null, true),
	lepas: (frm, a) =>
		ask(frm, __("Lepaskan"), "putuskan_anggota", { pegawai: a.pegawai, diterima: 0 }, null, true),
	terima: (frm, a) =>
		ask(frm, __("Terima"), "putuskan_anggota", { pegawai: a.pegawai, diterima: 1 }, __("Catatan")),
};

function buttons(frm, a, milik, nomor) {
	if (!TERBUKA.includes(frm.doc.tahap)) return "";
	const tombol = (aksi, label, utama) =>
		`<button type="button" class="btn btn-xs ${utama ? "btn-primary" : "btn-default"}" data-aksi="${aksi}"
			data-nomor="${nomor}">${label}</button>`;
	const diminta = milik.includes(a.persetujuan_jabatan);
	const hasil = [];
	if (diminta && a.persetujuan === "Menunggu") {
		hasil.push(tombol("setujui", __("Setujui"), true), tombol("tolak", __("Tolak")));
	}
	if (diminta && a.persetujuan === "Diberitahukan") hasil.push(tombol("keberatan", __("Ajukan Keberatan")));
	if (has(frm, "pimpinan") && a.persetujuan === "Keberatan") {
		hasil.push(tombol("pertahankan", __("Tetap Tugaskan"), true), tombol("lepas", __("Lepaskan")));
	}
	if (has(frm, "pimpinan") && a.persetujuan === "Diajukan") {
		hasil.push(tombol("terima", __("Terima"), true), tombol("lepas", __("Lepaskan")));
	}
	return hasil.join(" ");
}

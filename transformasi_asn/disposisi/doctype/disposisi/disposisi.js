const API = "transformasi_asn.disposisi.api.";
const FAKTA = ["pemberi_jabatan", "kegiatan", "pemicu", "kompleks", "pola"];
const BUKAN_ALAMAT = ["Fungsional", "Pelaksana"];
const SARING = {
	Jabatan: { aktif: 1, jumlah_kursi: 1, jenis: ["not in", BUKAN_ALAMAT] },
	"Pegawai ASN": { aktif: 1 },
	Pokja: { tahap: "Berjalan" },
};

frappe.ui.form.on("Disposisi", {
	setup(frm) {
		frm.set_query("naskah", () => ({ filters: { tahap: ["in", ["Baru", "Berjalan", "Menunggu"]] } }));
		frm.set_query("induk_tugas", () => ({ filters: { tahap: ["in", ["Baru", "Berjalan", "Menunggu"]] } }));
		frm.set_query("kegiatan", () => ({ filters: { aktif: 1 } }));
		frm.set_query("pemberi_jabatan", () => ({
			filters: { name: ["in", (frm.jabatan_saya || []).map((j) => j.jabatan)] },
		}));
		frm.set_query("penerima", "penerima", (doc, cdt, cdn) => ({
			filters: SARING[locals[cdt][cdn].jenis_penerima] || {},
		}));
		frm.pratinjau = frappe.utils.debounce(() => preview(frm), 300);
	},

	async refresh(frm) {
		// never a title or a key alone: the row reads person and post
		frm.fields_dict.penerima.grid.update_docfield_property("penerima", "formatter", (value, df, options, baris) =>
			transformasi_asn.tampil.text((baris && baris.nama_penerima) || value)
		);
		frm.layout.wrapper.find(".asn-langkah").remove();
		if (frm.doc.docstatus) return show_decided(frm);
		if (frm.doc.naskah || frm.doc.induk_tugas) await prepare(frm);
		frm.toggle_display("naskah", !frm.doc.perihal);
		frm.toggle_display("induk_tugas", false);
		frm.toggle_display("nama_pemberi", false);
		offer_actions(frm);
		// core's "Submit this document to confirm"
		frm.dashboard.clear_headline();
		frm.pratinjau();
	},

	async naskah(frm) {
		if (frm.doc.naskah && frm.is_new()) {
			frm.doc.fakta_diperiksa = 0;
			await prepare(frm);
			frm.pratinjau();
		}
	},
	penerima_remove: (frm) => frm.pratinjau(),
	...Object.fromEntries(FAKTA.map((field) => [field, (frm) => frm.pratinjau()])),
	pemberi_jabatan: (frm) => {
		show_acting(frm);
		frm.pratinjau();
	},
});

frappe.ui.form.on("Penerima Disposisi", {
	jenis_penerima(frm, cdt, cdn) {
		frappe.model.set_value(cdt, cdn, { penerima: null, nama_penerima: null });
	},
	penerima: (frm) => frm.pratinjau(),
	tembusan: (frm) => frm.pratinjau(),
	alasan: (frm) => frm.pratinjau(),
	penerima_remove: (frm) => frm.pratinjau(),
});

// Facts come from the letter, or from the task that is handed on; the leader sees and corrects them.
async function prepare(frm) {
	if (frm.jabatan_saya && frm.doc.fakta_diperiksa) return;
	const usul = await frappe.xcall(API + "siapkan_disposisi", {
		naskah: frm.doc.naskah || null,
		induk_tugas: frm.doc.induk_tugas || null,
	});
	frm.jabatan_saya = usul.jabatan_saya;
	frm.toggle_display("bagian_pencatatan", Boolean(usul.sekretaris));
	show_acting(frm);
	if (!frm.is_new() || frm.doc.fakta_diperiksa) return;
	frm.doc.fakta_diperiksa = 1;
	for (const field of [
		"naskah", "perihal", "keamanan", "pemberi_jabatan", "kegiatan", "pemicu", "kompleks", "tenggat",
	]) {
		if (usul[field]) await frm.set_value(field, usul[field]);
	}
}

// "Bertindak sebagai": a choice where there are several posts; a stand-in always reads in whose place he acts.
function show_acting(frm) {
	const saya = frm.jabatan_saya || [];
	const dipilih = saya.find((j) => j.jabatan === frm.doc.pemberi_jabatan);
	const wakil = saya.some((j) => j.keterangan !== j.label);
	frm.toggle_display("pemberi_jabatan", saya.length > 1 || wakil);
	frm.set_df_property(
		"pemberi_jabatan",
		"description",
		dipilih ? __("Anda bertindak sebagai {0}", [transformasi_asn.tampil.text(dipilih.keterangan)]) : ""
	);
}

function offer_actions(frm) {
	const { add_button, add_to_strip } = transformasi_asn.alur;
	add_button(frm, __("Usulkan Penerima"), () => propose_recipients(frm));
	if (frm.doc.naskah && !frm.doc.induk_tugas) add_button(frm, __("Bentuk Tim"), () => form_team(frm));
	frm.disable_save(true);
	if (window.innerWidth < 768) {
		add_to_strip(frm, __("Simpan Konsep"), () => save(frm));
		add_to_strip(frm, __("Kirim Disposisi"), () => send(frm), true);
		return;
	}
	frm.page.set_primary_action(__("Kirim Disposisi"), () => send(frm));
	frm.page.set_secondary_action(__("Simpan Konsep"), () => save(frm));
	frm.page.btn_secondary.removeClass("hide");
}

// Work for several people: the team is formed from the letter, and the order is given once it is established.
async function form_team(frm) {
	const usul = await frappe.xcall("transformasi_asn.pokja.api.siapkan_tim", { naskah: frm.doc.naskah });
	frappe.new_doc("Pokja", { ...usul, pimpinan: frm.doc.pemberi_jabatan });
}

async function save(frm) {
	frm.save_disabled = false;
	await frm.save();
}

async function send(frm) {
	if (!(frm.doc.penerima || []).some((b) => b.penerima && !b.tembusan)) {
		return frappe.msgprint({
			title: __("Penerima Belum Ada"),
			message: __("Pilih sedikitnya satu penerima; tekan Usulkan Penerima."),
			indicator: "orange",
		});
	}
	const p = await preview(frm);
	if (p.pesan) return frappe.msgprint({ title: __("Belum Lengkap"), message: p.pesan, indicator: "orange" });
	if (p.temuan.length) {
		return frappe.msgprint({ title: __("Penerima Tidak Sah"), message: findings(p.temuan), indicator: "red" });
	}
	if (!p.pola_dijalankan) {
		frm.scroll_to_field("pola");
		return frappe.msgprint({
			title: __("Pola Belum Dipilih"),
			message: __("Aturan menyerahkan pilihannya kepada Anda. Isi Pola yang dijalankan dan Alasan."),
			indicator: "orange",
		});
	}
	if (p.perlu_alasan && !(frm.doc.alasan || "").trim()) {
		frm.scroll_to_field("alasan");
		return frappe.msgprint({
			title: __("Alasan Diperlukan"),
			message: __("Isi Alasan: pola {0} memerlukannya.", [__(p.pola_dijalankan)]),
			indicator: "orange",
		});
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Kirim Disposisi?"),
		fields: [{ fieldname: "isi", fieldtype: "HTML", options: summary(frm, p) }],
		primary_action_label: __("Kirim"),
		primary_action: async () => {
			dialog.hide();
			// core never answers a save of what has not changed
			if (frm.is_new() || frm.is_dirty()) await save(frm);
			if (frm.is_new() || frm.is_dirty()) return;
			frm.save_disabled = false;
			await frm.save("Submit");
		},
		secondary_action_label: __("Periksa Lagi"),
		secondary_action: () => dialog.hide(),
	});
	dialog.show();
}

function summary(frm, p) {
	const { text } = transformasi_asn.tampil;
	const nama = Object.fromEntries(p.penerima.map((b) => [b.nama, b.label]));
	const daftar = (baris) =>
		`<ul>${baris.map((b) => `<li>${text(nama[b.name] || b.nama_penerima || b.penerima)}</li>`).join("")}</ul>`;
	const bertindak = frm.doc.penerima.filter((b) => !b.tembusan);
	const tembusan = frm.doc.penerima.filter((b) => b.tembusan);
	return `<p>${__("Kirim dengan pola {0} ({1}) kepada:", [
		`<b>${text(__(p.pola_dijalankan))}</b>`,
		text(__(p.instrumen)),
	])}</p>${daftar(bertindak)}${tembusan.length ? `<p>${__("Tembusan:")}</p>${daftar(tembusan)}` : ""}
	<p class="text-muted">${__("Selama belum dibaca, disposisi yang terkirim masih dapat ditarik atau diubah.")}</p>`;
}

const findings = (temuan) => {
	const { text } = transformasi_asn.tampil;
	return `<ul class="asn-temuan">${temuan
		.map((t) => `<li>${__("Baris {0}", [parseInt(t.baris)])}, ${text(t.label)}: ${text(t.pesan)}</li>`)
		.join("")}</ul>`;
};

async function preview(frm) {
	const { put, decision_line, text } = transformasi_asn.tampil;
	if (frm.doc.docstatus || !(frm.doc.naskah || frm.doc.induk_tugas)) return put(frm, "garis_pola", "");
	const nomor = (frm.nomor_pratinjau = (frm.nomor_pratinjau || 0) + 1);
	const isi = { naskah: frm.doc.naskah, induk_tugas: frm.doc.induk_tugas };
	for (const field of FAKTA) isi[field] = frm.doc[field];
	isi.penerima = (frm.doc.penerima || []).map(({ name, idx, jenis_penerima, penerima, tembusan, alasan }) => ({
		name, idx, jenis_penerima, penerima, tembusan, alasan,
	}));
	const p = await frappe.xcall(API + "pratinjau_disposisi", { doc: isi });
	// an answer that was overtaken by a later question is not shown
	if (nomor !== frm.nomor_pratinjau) return p;
	frm.pola_kini = p.pola_dijalankan;
	if (p.pesan) put(frm, "garis_pola", `<p class="text-muted">${text(p.pesan)}</p>`);
	else put(frm, "garis_pola", decision_line(p) + hints(frm, p) + findings(p.temuan));
	frm.toggle_reqd("alasan", Boolean(p.perlu_alasan));
	name_rows(frm, p.penerima || []);
	return p;
}

function hints(frm, p) {
	const { text } = transformasi_asn.tampil;
	const lain = p.boleh.filter((pola) => pola !== p.pola_dijalankan && pola !== "Pilihan Pimpinan");
	const baris = [
		`${__("Kegiatan")}: ${text(p.keterangan_rutin)}.`,
		!p.pola_dijalankan && __("Pilih polanya dan tulis alasannya."),
		p.menyimpang && __("Pilihan Anda berbeda dari aturan, jadi alasannya wajib ditulis."),
		!p.menyimpang && p.pola_dijalankan && lain.length
			&& __("Boleh juga {0}.", [lain.map((pola) => __(pola)).join(", ")]),
		...(p.penerima || []).filter((b) => b.pengalihan).map((b) => `${text(b.label)}: ${text(b.pengalihan)}.`),
	].filter(Boolean);
	return `<p class="asn-garis-catatan">${baris.join(" ")}</p>`;
}

// Never a title alone: each row shows the person and the post.
function name_rows(frm, penerima) {
	let berubah = false;
	for (const b of frm.doc.penerima || []) {
		const label = (penerima.find((p) => p.nama === b.name) || {}).label;
		if (label && b.nama_penerima !== label) {
			b.nama_penerima = label;
			berubah = true;
		}
	}
	if (berubah) frm.refresh_field("penerima");
}

function propose_recipients(frm) {
	const { text } = transformasi_asn.tampil;
	const terpilih = new Map();
	const dialog = new frappe.ui.Dialog({
		title: __("Usulkan Penerima"),
		size: "large",
		fields: [
			{ fieldname: "cari", fieldtype: "Data", label: __("Cari nama, jabatan, atau unit") },
			{ fieldname: "daftar", fieldtype: "HTML" },
		],
		primary_action_label: __("Tambahkan"),
		primary_action() {
			add_rows(frm, [...terpilih.values()]);
			dialog.hide();
		},
	});
	const wadah = dialog.get_field("daftar").$wrapper;
	const kelompok = (judul, calon) =>
		calon.length
			? `<div class="asn-usul-judul">${judul}</div><div class="asn-usul">${calon.map(pilihan).join("")}</div>`
			: "";
	const pilihan = (c) => {
		const kunci = `${c.jenis}/${c.penerima}`;
		return `<label>
			<input type="checkbox" data-kunci="${text(kunci)}" ${terpilih.has(kunci) ? "checked" : ""}>
			<span class="asn-usul-nama">${text(c.label)}
				${c.keterangan ? `<span class="text-muted"> · ${text(c.keterangan)}</span>` : ""}</span>
			${transformasi_asn.tampil.load(c)}
		</label>`;
	};
	let nomor = 0;
	const muat = async () => {
		const saya = ++nomor;
		const usul = await frappe.xcall(API + "usul_penerima", {
			naskah: frm.doc.naskah || null,
			induk_tugas: frm.doc.induk_tugas || null,
			pemberi: frm.doc.pemberi_jabatan || null,
			cari: dialog.get_value("cari") || "",
		});
		if (saya !== nomor) return;
		const semua = [...usul.struktural, ...usul.fungsional, ...usul.tim];
		const isi = {
			Struktural: kelompok(__("Berjenjang: bawahan langsung dan garis koordinasi"), usul.struktural),
			"Fungsional Individu": kelompok(
				usul.anggota_tim ? __("Anggota tim") : __("Langsung: pejabat fungsional dan pelaksana di bawah Anda"), usul.fungsional
			),
			"Fungsional Kelompok": kelompok(__("Tim yang sedang bertugas"), usul.tim),
		};
		// the group that fits the pattern comes first
		const urutan = Object.keys(isi).sort((a, b) => (b === frm.pola_kini) - (a === frm.pola_kini));
		const catatan = usul.terpotong
			? `<p class="text-muted">${__("Daftar panjang dipotong; ketik nama, jabatan, atau unit untuk mencari.")}</p>`
			: "";
		wadah.html(
			catatan + urutan.map((pola) => isi[pola]).join("") ||
				`<p class="text-muted">${__("Tidak ada yang cocok.")}</p>`
		);
		wadah.find("input").on("change", function () {
			const c = semua.find((c) => `${c.jenis}/${c.penerima}` === this.dataset.kunci);
			if (this.checked) terpilih.set(this.dataset.kunci, c);
			else terpilih.delete(this.dataset.kunci);
			// the same person may stand in two groups
			wadah.find("input").each((i, el) => (el.checked = terpilih.has(el.dataset.kunci)));
		});
	};
	dialog.get_field("cari").$input.on("input", frappe.utils.debounce(muat, 300));
	dialog.show();
	muat();
}

function add_rows(frm, calon) {
	const ada = new Set((frm.doc.penerima || []).map((b) => `${b.jenis_penerima}/${b.penerima}`));
	frm.doc.penerima = (frm.doc.penerima || []).filter((b) => b.penerima);
	for (const c of calon.filter((c) => !ada.has(`${c.jenis}/${c.penerima}`))) {
		const baris = frm.add_child("penerima", { jenis_penerima: c.jenis, penerima: c.penerima });
		baris.nama_penerima = c.label;
	}
	frm.doc.penerima.forEach((b, i) => (b.idx = i + 1));
	frm.refresh_field("penerima");
	frm.dirty();
	frm.pratinjau();
}

// The giver of a recorded order reads who entered it, and may say that it is not his.
async function offer_objection(frm) {
	const t = await frappe.xcall(API + "tampilan_pencatatan", { disposisi: frm.doc.name });
	if (!t.boleh_keberatan) return;
	frm.set_intro(
		__("Disposisi ini dicatat atas nama Anda oleh {0}. Bila bukan perintah Anda, ajukan keberatan sampai {1}.", [
			transformasi_asn.tampil.text(frm.doc.nama_pencatat),
			frappe.datetime.str_to_user(t.batas),
		]),
		"orange"
	);
	transformasi_asn.alur.add_button(frm, __("Ajukan Keberatan"), () =>
		frappe.prompt(
			{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan"), reqd: 1 },
			async ({ alasan }) => {
				const hasil = await frappe.xcall(API + "ajukan_keberatan", { disposisi: frm.doc.name, alasan });
				await frm.reload_doc();
				frappe.msgprint(
					__("{0} tugas yang belum diterima dibatalkan. {1} tugas sudah berjalan; batalkan satu per satu bila perlu.", [
						hasil.dibatalkan, hasil.berjalan,
					])
				);
			},
			__("Ajukan Keberatan"),
			__("Ajukan Keberatan")
		)
	);
}

async function show_decided(frm) {
	if (frm.doc.pencatat) offer_objection(frm);
	if (frm.doc.pola_kerja !== "Struktural") offer_letter(frm);
	const garis = await frappe.xcall(API + "garis_disposisi", { disposisi: frm.doc.name });
	transformasi_asn.tampil.put(frm, "garis_pola", transformasi_asn.tampil.decision_line(garis));
	await show_followed(frm);
	frm.lihat_kemajuan = () => show_followed(frm);
	frm.add_custom_button(__("Lihat Naskah"), () => frappe.set_route("Form", "Naskah Masuk", frm.doc.naskah));
}

// The letter of a functional order: opened where there is one, else made by its giver.
async function offer_letter(frm) {
	const nama = frm.doc.name;
	const t = await frappe.xcall(API + "surat_tugas_disposisi", { disposisi: nama });
	if (frm.doc.name !== nama) return;
	const { add_button } = transformasi_asn.alur;
	const buka = (surat) => frappe.set_route("Form", "Surat Tugas", surat);
	if (t.surat) add_button(frm, __("Buka Surat Tugas"), () => buka(t.surat.name));
	if (!t.boleh_buat) return;
	add_button(frm, __("Buat Surat Tugas"), async () =>
		buka(await frappe.xcall(API + "buat_surat_tugas", { disposisi: nama }))
	);
}

async function show_followed(frm) {
	const { put, followed } = transformasi_asn.tampil;
	const baris = await frappe.xcall(API + "pantauan_disposisi", { disposisi: frm.doc.name });
	put(frm, "pantauan", followed(baris));
	const bisa = baris.filter((b) => b.boleh_tarik);
	if (!bisa.length) return;
	transformasi_asn.alur.add_button(frm, __("Ubah"), () => change(frm, bisa));
	transformasi_asn.alur.add_button(frm, __("Tarik"), () => recall(frm, bisa));
}

// Only what nobody has read yet comes back; the others are told of below the list.
function recall(frm, bisa) {
	const dialog = new frappe.ui.Dialog({
		title: __("Tarik Disposisi"),
		fields: [
			{
				fieldname: "baris",
				fieldtype: "MultiCheck",
				label: __("Belum dibaca"),
				options: bisa.map((b) => ({ label: b.penerima, value: b.baris, checked: 1 })),
			},
			{ fieldname: "alasan", fieldtype: "Small Text", label: __("Alasan (boleh kosong)") },
		],
		primary_action_label: __("Tarik"),
		async primary_action({ baris, alasan }) {
			if (!(baris || []).length) return;
			dialog.hide();
			const hasil = await frappe.xcall(API + "tarik_disposisi", {
				disposisi: frm.doc.name,
				baris,
				alasan: alasan || "",
			});
			await frm.reload_doc();
			tell_standing(hasil.tetap);
		},
	});
	dialog.show();
}

function tell_standing(tetap) {
	const { text } = transformasi_asn.tampil;
	if (!tetap.length) {
		return frappe.show_alert({ message: __("Sudah ditarik."), indicator: "green" });
	}
	frappe.msgprint({
		title: __("Sebagian Tetap"),
		message: `<ul>${tetap.map((t) => `<li>${text(t.penerima)}: ${text(t.sebab)}</li>`).join("")}</ul>`,
		indicator: "orange",
	});
}

function change(frm, bisa) {
	const { text } = transformasi_asn.tampil;
	const daftar = bisa.map((b) => `<li>${text(b.penerima)}</li>`).join("");
	frappe.confirm(
		`<p>${__("Yang belum dibaca ditarik dan dibuka lagi sebagai konsep untuk Anda ubah dan kirim:")}</p><ul>${daftar}</ul>`,
		async () => {
			const konsep = await frappe.xcall(API + "ubah_disposisi", {
				disposisi: frm.doc.name,
				baris: bisa.map((b) => b.baris),
			});
			frappe.set_route("Form", "Disposisi", konsep);
		}
	);
}

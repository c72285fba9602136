const API = "transformasi_asn.disposisi.api.";
const ALAMAT = { aktif: 1, jumlah_kursi: 1, jenis: ["not in", ["Fungsional", "Pelaksana"]] };

frappe.ui.form.on("Naskah Masuk", {
	setup(frm) {
		frm.set_query("unit_penerima", () => ({ filters: { aktif: 1, perangkat_daerah: 1 } }));
		frm.set_query("tujuan_jabatan", () => ({ filters: ALAMAT }));
		frm.set_query("pemberi_arahan", () => ({ filters: ALAMAT }));
		frm.set_query("jenis_naskah", () => ({ filters: { aktif: 1, bentuk: frm.doc.bentuk } }));
		frm.set_query("klasifikasi", () => ({ filters: { aktif: 1 } }));
		frm.set_query("kegiatan", () => ({ filters: { aktif: 1 } }));
	},

	async refresh(frm) {
		frm.toggle_display("alasan", false);
		transformasi_asn.alur.offer_steps(frm);
		show_warnings(frm);
		if (frm.is_new()) {
			show_register(frm, {});
			return propose(frm);
		}
		const nama = frm.doc.name;
		const t = await frappe.xcall(API + "tampilan_naskah", { naskah: nama });
		if (frm.doc.name !== nama) return;
		show(frm, t);
		limit_fields(frm, t);
		frm.lihat_kemajuan = () => (frm.is_dirty() ? null : frm.reload_doc());
		if (t.boleh_disposisi) {
			const buka = () => frappe.new_doc("Disposisi", { naskah: nama });
			transformasi_asn.alur.add_button(frm, __("Disposisikan"), buka, true);
			transformasi_asn.alur.add_button(frm, __("Disposisi Cepat"), () =>
				transformasi_asn.cepat.open({ naskah: [nama] }, () => frm.reload_doc())
			);
		}
		if (t.boleh_catat) {
			transformasi_asn.alur.add_button(frm, __("Catat Disposisi"), () =>
				frappe.new_doc("Disposisi", { naskah: nama, cara_pemberian: "Lembar kertas" })
			);
		}
	},

	async unit_penerima(frm) {
		if (!frm.is_new() || !frm.doc.unit_penerima) return;
		const usul = await frappe.xcall(API + "usul_naskah", { unit_kerja: frm.doc.unit_penerima });
		if (usul.tujuan_jabatan) frm.set_value("tujuan_jabatan", usul.tujuan_jabatan);
	},

	bentuk(frm) {
		frm.set_value("jenis_naskah", null);
	},

	async jenis_naskah(frm) {
		if (!frm.doc.jenis_naskah || frm.doc.memuat_acara) return;
		const { message } = await frappe.db.get_value("Jenis Naskah", frm.doc.jenis_naskah, "acara");
		if (message.acara) frm.set_value("memuat_acara", 1);
	},

	acara_mulai(frm) {
		const { acara_mulai, acara_selesai } = frm.doc;
		if (acara_mulai && acara_selesai && acara_selesai <= acara_mulai) frm.set_value("acara_selesai", null);
		check_entry(frm);
	},
	pengirim: (frm) => check_entry(frm),
	nomor_surat: (frm) => check_entry(frm),
	tanggal_surat: (frm) => check_entry(frm),
	acara_selesai: (frm) => check_entry(frm),
	tujuan_jabatan: (frm) => check_entry(frm),
});

// While a registrar types: is it here already, and is the leader free? Told, never forbidden.
const check_entry = frappe.utils.debounce(async (frm) => {
	const { doc } = frm;
	if (!frappe.user.has_role("Tata Usaha ASN") || (!frm.is_new() && doc.tahap !== "Baru")) return;
	const surat = doc.pengirim && doc.nomor_surat && doc.tanggal_surat;
	if (!surat && !(doc.acara_mulai && doc.tujuan_jabatan)) return show_warnings(frm);
	const nama = doc.name;
	const hasil = await frappe.xcall(API + "periksa_naskah", { doc });
	if (frm.doc.name === nama) show_warnings(frm, hasil);
}, 400);

function show_warnings(frm, { kembar = [], bentrok = [] } = {}) {
	const { text, link, put } = transformasi_asn.tampil;
	const isi = [];
	for (const k of kembar) {
		const sebutan = __("agenda {0}, diterima {1}", [k.nomor_agenda, frappe.datetime.str_to_user(k.tanggal_diterima)]);
		const surat = k.name ? `${link("Naskah Masuk", k.name, sebutan)} ${text(k.perihal)}` : text(sebutan);
		isi.push(`<b>${__("Mungkin sudah tercatat:")}</b> ${surat}`);
	}
	for (const b of bentrok) isi.push(`<b>${__("Pimpinan sudah diharapkan pada:")}</b> ${event_line(b)}`);
	put(frm, "peringatan", isi.map((i) => `<div class="asn-peringatan">${i}</div>`).join(""));
}

const event_line = (a) => {
	const { text, link } = transformasi_asn.tampil;
	const judul = a.name ? link("Naskah Masuk", a.name, a.judul) : text(a.judul);
	return `${judul} <span class="text-muted">${text(event_time(a))}${a.tempat ? `, ${text(a.tempat)}` : ""}</span>`;
};

const event_time = (a) => {
	const mulai = moment(a.mulai);
	const selesai = a.sampai_selesai
		? __("selesai")
		: moment(a.selesai).format(mulai.isSame(a.selesai, "day") ? "HH:mm" : "D MMM HH:mm");
	return `${mulai.format("D MMM YYYY HH:mm")}–${selesai}`;
};

// A registrar's own unit and its head are the usual address.
async function propose(frm) {
	transformasi_asn.tampil.put(frm, "garis_pola", "");
	if (frm.doc.unit_penerima) return;
	const usul = await frappe.xcall(API + "usul_naskah");
	if (usul.unit_penerima && frm.is_new() && !frm.doc.unit_penerima) {
		await frm.set_value("unit_penerima", usul.unit_penerima);
	}
}

// What is a record stays; who has no part in the letter reads it.
function limit_fields(frm, t) {
	const { lock, lock_all, unlock } = transformasi_asn.tampil;
	unlock(frm);
	lock(frm, ["unit_penerima"]);
	if (frm.doc.tahap !== "Baru") {
		lock(frm, ["tujuan_jabatan", "keamanan", "nomor_surat", "pengirim", "perihal", "nomor_srikandi"]);
		lock(frm, ["memuat_acara", "acara_mulai", "acara_selesai", "acara_tempat"]);
	}
	if (!t.peran.length || ["Selesai", "Batal"].includes(frm.doc.tahap)) lock_all(frm);
}

function show(frm, t) {
	const { put, decision_line, tree, progress } = transformasi_asn.tampil;
	const judul = (g) => (g.usulan ? __("Usul pola:") : t.garis.length > 1 ? g.pemberi : "");
	put(frm, "garis_pola", t.garis.map((g) => decision_line(g, { judul: judul(g) })).join(""));
	put(frm, "pohon", progress(t.kemajuan) + tree(t.pohon));
	show_register(frm, t);
}

// Scans, related letters and the event, for a stored letter and for one that is just being entered.
function show_register(frm, t) {
	show_scans(frm, t.pindaian || []);
	show_thread(frm, t.utas || []);
	show_event(frm, t.acara);
}

const pending = (frm, field) => JSON.parse(frm.doc[field] || "[]");
const may_add = (frm) => frm.is_new() || frappe.model.can_write(frm.doctype);

function show_scans(frm, pindaian) {
	const { text, pill } = transformasi_asn.tampil;
	const baru = frm.is_new() ? pending(frm, "unggahan") : [];
	const baris = [
		...pindaian.map(
			(p) => `<li>${p.hilang
				? `${text(p.nama)} ${pill(__("berkasnya hilang"), "red")}`
				: `<a href="${text(p.url)}" target="_blank" rel="noopener">${text(p.nama)}</a>${p.tak_terbaca ? ` <span class="text-muted">${__("isinya tidak dapat dicari: {0}", [text(p.tak_terbaca)])}</span>` : ""}`}</li>`
		),
		...baru.map(
			(url, n) => `<li><a href="${text(url)}" target="_blank" rel="noopener">${text(decodeURIComponent(url.split("/").pop()))}</a>
				<a class="text-muted" data-buang="${n}">${__("buang")}</a></li>`
		),
	];
	const kotak = frm.get_field("pindaian").$wrapper;
	kotak.html(`<div class="control-label">${__("Pindaian")}</div>
		<ul class="asn-pindaian">${baris.join("") || `<li class="text-muted">${__("Belum ada pindaian.")}</li>`}</ul>
		${may_add(frm) ? `<button type="button" class="btn btn-default btn-xs" data-tambah>${__("Tambah Pindaian")}</button>` : ""}`);
	kotak.find("[data-tambah]").on("click", () => add_scans(frm));
	kotak.find("[data-buang]").on("click", (e) => {
		baru.splice(Number(e.currentTarget.dataset.buang), 1);
		frm.set_value("unggahan", JSON.stringify(baru));
		show_scans(frm, []);
	});
}

// Of a letter not saved yet the uploads belong to nothing; the first save attaches them.
function add_scans(frm) {
	const tersimpan = frm.is_new() ? {} : { doctype: frm.doctype, docname: frm.docname };
	new frappe.ui.FileUploader({
		...tersimpan,
		dialog_title: __("Tambah Pindaian"),
		allow_multiple: true,
		make_attachments_public: false,
		on_success: (berkas) => {
			if (!frm.is_new()) return frm.reload_doc();
			frm.set_value("unggahan", JSON.stringify([...pending(frm, "unggahan"), berkas.file_url]));
			show_scans(frm, []);
		},
	});
}

function show_thread(frm, utas) {
	const { text, link, stage_pill } = transformasi_asn.tampil;
	const baru = frm.is_new() ? pending(frm, "tautan_baru") : [];
	const sebutan = (u) => __("agenda {0}", [u.nomor_agenda]);
	const baris = [
		...utas.map((u) => {
			const hubungan = u.hubungan
				.map((h) => `${text(__(h.jenis).toLowerCase())} ${text(h.nomor_agenda)}`)
				.join(", ");
			const naskah = !u.name
				? `<span class="text-muted">${text(sebutan(u))} ${__("(tidak dapat dilihat)")}</span>`
				: `${u.sorot ? `<b>${text(u.perihal)}</b>` : link("Naskah Masuk", u.name, u.perihal)}
					<span class="text-muted">${text(sebutan(u))}</span> ${stage_pill(u.workflow_state, u.tahap)}`;
			const lepas = u.tertaut && frm.doc.tahap === "Baru"
				? ` <a class="text-muted" data-lepas="${text(u.name)}">${__("lepas")}</a>`
				: "";
			return `<li>${naskah}${hubungan ? ` <span class="text-muted">${hubungan}</span>` : ""}${lepas}</li>`;
		}),
		...baru.map((b, n) => `<li>${text(__(b.hubungan))}: ${text(b.label)} <a class="text-muted" data-buang="${n}">${__("buang")}</a></li>`),
	];
	const kotak = frm.get_field("utas").$wrapper;
	kotak.html(`${baris.length ? `<ul class="asn-utas">${baris.join("")}</ul>` : ""}
		${may_add(frm) ? `<button type="button" class="btn btn-default btn-xs" data-taut>${__("Tautkan Naskah")}</button>` : ""}`);
	kotak.find("[data-taut]").on("click", () => link_letter(frm));
	kotak.find("[data-lepas]").on("click", async (e) => {
		await frappe.xcall(API + "lepas_tautan", { naskah: frm.doc.name, ke: e.currentTarget.dataset.lepas });
		frm.reload_doc();
	});
	kotak.find("[data-buang]").on("click", (e) => {
		baru.splice(Number(e.currentTarget.dataset.buang), 1);
		frm.set_value("tautan_baru", JSON.stringify(baru));
		show_thread(frm, []);
	});
}

function link_letter(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Tautkan Naskah"),
		fields: [
			{ fieldname: "hubungan", fieldtype: "Select", label: __("Hubungan"), reqd: 1, default: "Balasan atas",
				options: ["Balasan atas", "Terkait"].map((value) => ({ value, label: __(value) })) },
			{ fieldname: "naskah", fieldtype: "Link", label: __("Naskah"), options: "Naskah Masuk", reqd: 1,
				only_select: true, get_query: () => ({ filters: { name: ["!=", frm.doc.name] } }) },
		],
		primary_action_label: __("Tautkan"),
		primary_action: async ({ hubungan, naskah }) => {
			if (!frm.is_new()) {
				await frappe.xcall(API + "tautkan_naskah", { naskah: frm.doc.name, ke: naskah, hubungan });
				dialog.hide();
				return frm.reload_doc();
			}
			const { message } = await frappe.db.get_value("Naskah Masuk", naskah, ["perihal", "nomor_agenda"]);
			const label = `${message.perihal} (${message.nomor_agenda})`;
			frm.set_value("tautan_baru", JSON.stringify([...pending(frm, "tautan_baru"), { naskah, hubungan, label }]));
			dialog.hide();
			show_thread(frm, []);
		},
	});
	dialog.show();
}

function show_event(frm, acara) {
	const { text, pairs, put } = transformasi_asn.tampil;
	if (!acara) {
		const belum = !frm.is_new() && frm.doc.memuat_acara;
		return put(frm, "acara_lain", belum ? `<div class="asn-peringatan">${__("Waktu dan tempat acara belum diisi.")}</div>` : "");
	}
	const isi = [];
	if (acara.wakil.length) isi.push(pairs([{ label: __("Diwakili oleh"), isi: acara.wakil.join(", ") }]));
	for (const b of acara.bentrok) isi.push(`<div class="asn-peringatan"><b>${__("Bersamaan dengan:")}</b> ${event_line(b)}</div>`);
	if (frm.doc.kehadiran === "Diwakili" && !acara.wakil.length) {
		isi.push(`<div class="asn-peringatan">${__("Disposisikan kepada yang mewakili, dengan instruksi yang perannya pada acara Mewakili.")}</div>`);
	}
	isi.push(`<a href="/app/naskah-masuk/view/calendar/default">${__("Buka kalender")}</a>`);
	put(frm, "acara_lain", isi.join(""));
}

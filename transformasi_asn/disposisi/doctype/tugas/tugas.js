frappe.ui.form.on("Tugas", {
	async refresh(frm) {
		// the line on top says the pattern, the pill beside the title the state
		frm.toggle_display(["alasan", "tahap", "pola_kerja", "instrumen", "dibaca_pada", "dibaca_oleh"], false);
		transformasi_asn.alur.offer_steps(frm);
		const nama = frm.doc.name;
		const t = await frappe.xcall("transformasi_asn.disposisi.api.tampilan_tugas", { tugas: nama });
		if (frm.doc.name !== nama) return;
		show(frm, t);
		limit_fields(frm, t);
		show_acting(frm, t.bertindak);
		// a part below has ended: its progress, and what may be done now
		frm.lihat_kemajuan = () => (frm.is_dirty() ? null : frm.reload_doc());
		if (t.boleh_teruskan) {
			transformasi_asn.alur.add_button(frm, __("Teruskan Cepat"), () =>
				transformasi_asn.cepat.open({ tugas: [nama] }, () => frm.reload_doc())
			);
			transformasi_asn.alur.add_button(frm, __("Teruskan"), () =>
				frappe.new_doc("Disposisi", { induk_tugas: nama })
			);
		}
		if (t.boleh_alihkan) {
			transformasi_asn.alur.add_button(frm, __("Berikan kepada Orang Lain"), () => reassign(frm));
		}
		if (t.boleh_catat) {
			transformasi_asn.alur.add_button(frm, __("Catat Disposisi"), () =>
				frappe.new_doc("Disposisi", { induk_tugas: nama, cara_pemberian: "Lembar kertas" })
			);
		}
		if (t.surat_tugas) {
			transformasi_asn.alur.add_button(frm, __("Buka Surat Tugas"), () =>
				frappe.set_route("Form", "Surat Tugas", t.surat_tugas.name)
			);
		}
		if (t.boleh_setuju || t.boleh_keberatan) offer_consent(frm, t.boleh_setuju);
		transformasi_asn.alur.add_button(frm, __("Lihat Naskah"), () =>
			frappe.set_route("Form", "Naskah Masuk", frm.doc.naskah)
		);
	},
});

function show(frm, t) {
	const { put, decision_line, pairs, tree, log, reached, progress } = transformasi_asn.tampil;
	const penerima = t.peran.includes("penerima");
	put(frm, "garis_pola", t.garis.map((g) => decision_line(g)).join(""));
	set_title(frm, "bagian_3", penerima ? __("Mengapa saya?") : __("Mengapa penerima ini?"));
	put(frm, "mengapa", pairs(t.mengapa));
	transformasi_asn.jam.show(frm, t.waktu);
	put(frm, "kemajuan", (t.capaian.length ? reached(t.capaian) : "") + progress(t.kemajuan));
	put(frm, "pohon", tree(t.pohon));
	put(frm, "jejak", log(t.jejak));
}

// "Bertindak sebagai": a choice only for who stands on more than one side; a stand-in reads in whose place he acts.
function show_acting(frm, bertindak) {
	const { text } = transformasi_asn.tampil;
	frm.set_query("bertindak_sebagai", () => ({ filters: { name: ["in", bertindak.map((b) => b.jabatan)] } }));
	frm.set_df_property("bertindak_sebagai", "hidden", bertindak.length > 1 && !frm.save_disabled ? 0 : 1);
	const wakil = bertindak.filter((b) => b.sampai || b.mewakili);
	if (!wakil.length) return;
	const baris = wakil.map((b) =>
		[
			__("Anda bertindak sebagai {0}", [`<b>${text(b.label)}</b>`]),
			b.mewakili && __("mewakili {0}", [text(b.mewakili)]),
			b.sampai && __("sampai {0}", [text(frappe.datetime.str_to_user(b.sampai))]),
		]
			.filter(Boolean)
			.join(", ")
	);
	frm.set_intro(baris.join("<br>"), "blue");
}

function set_title(frm, bagian, judul) {
	const teks = frm.get_field(bagian).head.contents().filter((i, el) => el.nodeType === Node.TEXT_NODE);
	if (teks.length) teks[0].nodeValue = judul;
}

// The report is written by whoever holds the task, while it is open; everybody else reads it.
function limit_fields(frm, t) {
	const menulis = t.peran.includes("penerima") && ["Dikerjakan", "Menunggu bagiannya", "Perlu dilaporkan"].includes(t.posisi);
	for (const field of ["laporan", "lampiran_laporan"]) {
		frm.set_df_property(field, "read_only", menulis ? 0 : 1);
	}
	frm.toggle_display("bagian_5", menulis || Boolean(frm.doc.laporan || frm.doc.alasan_terakhir || frm.doc.selesai_pada));
	if (menulis && frm.save_disabled) frm.enable_save();
	if (!menulis && !frm.is_dirty()) frm.disable_save();
}

// Asked, the head consents or refuses; only told, he may object and the giver decides.
function offer_consent(frm, diminta) {
	const putuskan = async (setuju, alasan) => {
		await frappe.xcall("transformasi_asn.disposisi.api.putuskan_persetujuan", {
			tugas: frm.doc.name,
			setuju,
			alasan,
		});
		await frm.reload_doc();
	};
	const tanya = (setuju, judul) =>
		frappe.prompt(
			{
				fieldname: "alasan",
				fieldtype: "Small Text",
				label: setuju ? __("Catatan") : __("Alasan"),
				reqd: setuju ? 0 : 1,
			},
			({ alasan }) => putuskan(setuju, alasan || ""),
			judul,
			judul
		);
	const { add_button } = transformasi_asn.alur;
	if (!diminta) {
		add_button(frm, __("Ajukan Keberatan"), () => tanya(false, __("Ajukan Keberatan")));
		return;
	}
	add_button(frm, __("Setujui"), () => tanya(true, __("Setujui")), true);
	add_button(frm, __("Tolak"), () => tanya(false, __("Tolak")));
	frm.set_intro(
		__("Kepala perangkat daerah pejabat ini diminta menyetujui penugasannya."),
		"orange"
	);
}

// A new order takes its place; this task is cancelled when that one is sent.
function reassign(frm) {
	const sumber = frm.doc.induk ? { induk_tugas: frm.doc.induk } : { naskah: frm.doc.naskah };
	frappe.new_doc("Disposisi", {
		...sumber,
		mengalihkan_tugas: frm.doc.name,
		catatan: frm.doc.catatan,
		tenggat: frm.doc.tenggat,
	});
}

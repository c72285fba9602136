// Disposing in few clicks: one letter from the list or the form, or many at once. Recipients are proposed with
// name, post, open load and the reason they are proposed; the instruction is one of the usual ones.
frappe.provide("transformasi_asn.cepat");

const API = "transformasi_asn.disposisi.api.";
const { text, pill, load, decision_line, link } = transformasi_asn.tampil;
const SEMUA = "Semua";
const SEJUMLAH = "Sejumlah";
const PENANGGUNG_JAWAB = "Penanggung jawab";

// `sumber`: {naskah: [names]} or {tugas: [names]}; `selesai` is called when something was given.
transformasi_asn.cepat.open = async (sumber, selesai) => {
	const usul = await frappe.xcall(API + "usul_cepat", sumber);
	const bisa = usul.filter((u) => !u.pesan);
	if (!bisa.length) return tell(usul);
	const satu = usul.length === 1 ? bisa[0] : null;
	const dialog = new frappe.ui.Dialog({
		title: satu ? __("Disposisi Cepat") : __("Disposisi {0} Naskah", [bisa.length]),
		size: "large",
		fields: [
			{ fieldname: "naskah", fieldtype: "HTML" },
			{ fieldname: "penerima", fieldtype: "HTML" },
			{ fieldname: "instruksi", fieldtype: "HTML" },
			{
				fieldname: "alasan",
				fieldtype: "Small Text",
				label: __("Alasan pimpinan"),
				reqd: bisa.some((u) => u.garis.perlu_alasan) ? 1 : 0,
				hidden: bisa.some((u) => u.garis.perlu_alasan) ? 0 : 1,
			},
			{ fieldname: "bagian_lain", fieldtype: "Section Break", label: __("Catatan, tenggat, dan selesai bila"), collapsible: 1 },
			{ fieldname: "catatan", fieldtype: "Small Text", label: __("Catatan untuk semua") },
			{ fieldname: "kolom_lain", fieldtype: "Column Break" },
			{ fieldname: "tenggat", fieldtype: "Date", label: __("Tenggat"), default: satu && satu.tenggat },
			...policy(Boolean(satu)),
		],
		primary_action_label: __("Kirim"),
		primary_action: (isian) => send(dialog, sumber, usul, isian, selesai),
	});
	if (satu) {
		dialog.set_secondary_action_label(__("Formulir Lengkap"));
		dialog.set_secondary_action(() => {
			dialog.hide();
			frappe.new_doc("Disposisi", satu.tugas ? { induk_tugas: satu.tugas } : { naskah: satu.naskah });
		});
	}
	dialog.get_field("naskah").$wrapper.html(satu ? one(satu) : many(usul));
	dialog.get_field("penerima").$wrapper.html(satu ? recipients(satu.penerima, satu.lainnya) : common(bisa));
	dialog.get_field("instruksi").$wrapper.html(instructions(bisa[0].instruksi));
	bind(dialog);
	dialog.show();
};

// When the order is done. Who is responsible can only be said of one letter: the others have recipients of their own.
const policy = (satu) => [
	{
		fieldname: "kebijakan_selesai",
		fieldtype: "Select",
		label: __("Selesai bila"),
		options: [SEMUA, "Salah satu", ...(satu ? [PENANGGUNG_JAWAB] : []), SEJUMLAH].map((k) => ({ value: k, label: __(k) })),
		default: SEMUA,
	},
	{
		fieldname: "minimal_selesai",
		fieldtype: "Int",
		label: __("Jumlah yang harus selesai"),
		depends_on: `eval:doc.kebijakan_selesai=="${SEJUMLAH}"`,
		mandatory_depends_on: `eval:doc.kebijakan_selesai=="${SEJUMLAH}"`,
	},
	...(satu
		? [{
				fieldname: "penanggung",
				fieldtype: "Select",
				label: __("Penanggung jawab"),
				depends_on: `eval:doc.kebijakan_selesai=="${PENANGGUNG_JAWAB}"`,
				mandatory_depends_on: `eval:doc.kebijakan_selesai=="${PENANGGUNG_JAWAB}"`,
		  }]
		: []),
];

const one = (u) => `<div class="asn-cepat-perihal"><b>${text(u.perihal)}</b>
	<span class="text-muted">${text(u.nomor_agenda)}</span></div>${decision_line(u.garis)}`;

const many = (usul) => `<ul class="asn-cepat-daftar">${usul
	.map(
		(u) => `<li><div><b>${text(u.perihal)}</b> <span class="text-muted">${text(u.nomor_agenda)}</span></div>
		${u.pesan ? `<div>${pill(__("dilewati"), "red")} ${text(u.pesan)}</div>` : `<div class="text-muted">${names(u)}</div>`}</li>`
	)
	.join("")}</ul>`;

const names = (u) =>
	u.penerima.length ? u.penerima.map((p) => text(p.label)).join(", ") : __("belum ada usulan; pilih yang sama untuk semua");

const choice = (p, dipilih) => `<label>
	<input type="checkbox" data-kunci="${text(`${p.jenis}/${p.penerima}`)}" ${dipilih ? "checked" : ""}>
	<span class="asn-usul-nama">${text(p.label)}${p.sebab ? `<span class="text-muted"> · ${text(p.sebab)}</span>` : ""}</span>
	${load(p)}
</label>`;

const recipients = (usulan, lainnya) => `
	<div class="asn-usul-judul">${__("Kepada")}</div>
	${usulan.length ? "" : `<p class="text-muted">${__("Belum ada usulan; pilih sendiri atau buka formulir lengkap.")}</p>`}
	<div class="asn-usul">${usulan.map((p) => choice(p, true)).join("")}${lainnya.map((p) => choice(p, false)).join("")}</div>`;

// Each letter to those proposed for it, or all to the same ones.
function common(bisa) {
	const semua = new Map();
	for (const p of bisa.flatMap((u) => [...u.penerima, ...u.lainnya])) {
		if (!semua.has(`${p.jenis}/${p.penerima}`)) semua.set(`${p.jenis}/${p.penerima}`, { ...p, sebab: "" });
	}
	return `<div class="asn-usul-judul">${__("Kepada")}</div>
		<label class="asn-cepat-cara"><input type="radio" name="asn-cara" value="usulan" checked>
			${__("menurut usulan tiap naskah di atas")}</label>
		<label class="asn-cepat-cara"><input type="radio" name="asn-cara" value="sama">
			${__("yang sama untuk semua")}</label>
		<div class="asn-usul asn-sembunyi">${[...semua.values()].map((p) => choice(p, false)).join("")}</div>`;
}

const instructions = (daftar) => `<div class="asn-usul-judul">${__("Instruksi")}</div>
	<div class="asn-cepat-instruksi">${daftar
		.map(
			(nama, n) => `<button type="button" class="btn btn-sm ${n ? "btn-default" : "btn-primary"}"
			data-instruksi="${text(nama)}" aria-pressed="${n ? "false" : "true"}">${text(nama)}</button>`
		)
		.join("")}</div>`;

function bind(dialog) {
	const $isi = dialog.$wrapper;
	$isi.find("[data-instruksi]").on("click", function () {
		const ditekan = this.getAttribute("aria-pressed") !== "true";
		this.setAttribute("aria-pressed", String(ditekan));
		$(this).toggleClass("btn-primary", ditekan).toggleClass("btn-default", !ditekan);
	});
	$isi.find("[name='asn-cara']").on("change", function () {
		$isi.find(".asn-usul").toggleClass("asn-sembunyi", this.value !== "sama");
	});
	if (!dialog.get_field("penanggung")) return;
	const offer = () => {
		const dipilih = $isi.find(".asn-usul input:checked").get();
		const nama = (el) => $(el).siblings(".asn-usul-nama").contents().first().text();
		dialog.set_df_property("penanggung", "options", dipilih.map((el) => ({ value: el.dataset.kunci, label: nama(el) })));
		if (!dipilih.some((el) => el.dataset.kunci === dialog.get_value("penanggung"))) {
			dialog.set_value("penanggung", dipilih.length ? dipilih[0].dataset.kunci : "");
		}
	};
	$isi.find(".asn-usul input").on("change", offer);
	offer();
}

async function send(dialog, sumber, usul, isian, selesai) {
	const $isi = dialog.$wrapper;
	const menurut_usulan = $isi.find("[name='asn-cara']:checked").val() === "usulan";
	const penerima = $isi
		.find(".asn-usul input:checked")
		.get()
		.map((el) => el.dataset.kunci)
		.map((kunci) => [kunci, ...kunci.split(/\/(.*)/s)])
		.map(([kunci, jenis_penerima, nama]) => ({
			jenis_penerima,
			penerima: nama,
			penanggung_jawab: isian.kebijakan_selesai === PENANGGUNG_JAWAB && kunci === isian.penanggung ? 1 : 0,
		}));
	if (!menurut_usulan && !penerima.length) {
		return frappe.show_alert({ message: __("Pilih sedikitnya satu penerima."), indicator: "orange" });
	}
	const isi = {
		...Object.fromEntries(["alasan", "catatan", "tenggat", "kebijakan_selesai"].filter((f) => isian[f]).map((f) => [f, isian[f]])),
		instruksi: $isi.find("[data-instruksi][aria-pressed='true']").get().map((el) => el.dataset.instruksi),
	};
	if (isian.kebijakan_selesai === SEJUMLAH) isi.minimal_selesai = isian.minimal_selesai;
	if (!menurut_usulan) isi.penerima = penerima;
	const dikirim = usul.filter((u) => !u.pesan);
	dialog.disable_primary_action();
	let hasil;
	try {
		hasil = await frappe.xcall(API + "disposisi_cepat", {
			...(sumber.tugas ? { tugas: dikirim.map((u) => u.tugas) } : { naskah: dikirim.map((u) => u.naskah) }),
			isi,
		});
	} catch (e) {
		return dialog.enable_primary_action();
	}
	const gagal = hasil.filter((h) => h.pesan);
	if (usul.length === 1 && gagal.length) {
		dialog.enable_primary_action();
		return tell(hasil);
	}
	dialog.hide();
	if (hasil.length === 1) {
		frappe.show_alert({ message: __("Disposisi terkirim."), indicator: "green" });
	} else {
		tell([...hasil, ...usul.filter((u) => u.pesan)]);
	}
	if (selesai) selesai(hasil);
}

// A result for each letter: its order, or what was wrong with it.
function tell(hasil) {
	const terkirim = hasil.filter((h) => h.disposisi).length;
	const baris = hasil.map(
		(h) => `<li>${h.disposisi ? pill(__("terkirim"), "green") : pill(__("tidak terkirim"), "red")}
		${h.disposisi ? link("Disposisi", h.disposisi, h.perihal) : text(h.perihal)}
		<span class="text-muted">${text(h.nomor_agenda)}</span>
		${h.pesan ? `<div>${text(h.pesan)}</div>` : ""}</li>`
	);
	frappe.msgprint({
		title: __("{0} dari {1} terkirim", [terkirim, hasil.length]),
		message: `<ul class="asn-cepat-daftar">${baris.join("")}</ul>`,
		indicator: terkirim === hasil.length ? "green" : "orange",
	});
}

// Pieces of HTML that several screens share. Every text that a person typed passes `text`.
frappe.provide("transformasi_asn.tampil");

const WARNA_POLA = {
	Struktural: "blue",
	Fungsional: "green",
	"Fungsional Individu": "green",
	"Fungsional Kelompok": "purple",
	"Pilihan Pimpinan": "orange",
};
const WARNA_TAHAP = { Baru: "orange", Berjalan: "blue", Menunggu: "yellow", Selesai: "green", Batal: "gray" };

const text = (isi) => (isi === null || isi === undefined ? "" : frappe.utils.escape_html(String(isi)));

const link = (doctype, name, label) => {
	const alamat = `/app/${frappe.router.slug(doctype)}/${encodeURIComponent(name)}`;
	return `<a href="${text(alamat)}">${text(label || name)}</a>`;
};

const pill = (isi, warna) => `<span class="indicator-pill no-indicator-dot ${warna} asn-pil">${text(isi)}</span>`;

const pattern_pill = (pola, kelompok) =>
	pola ? pill(kelompok && pola === "Fungsional" ? __("Tim") : __(pola), WARNA_POLA[pola] || "gray") : "";

// Open tasks of a candidate, marked where one more passes what his unit allows.
const load = ({ beban, batas }) => {
	const n = parseInt(beban) || 0;
	const penuh = batas && n >= batas ? ` ${pill(__("batas {0}", [batas]), "orange")}` : "";
	return `<span class="asn-usul-beban">${__("{0} tugas", [n])}${penuh}</span>`;
};

const stage_pill = (isi, tahap) => (isi ? pill(__(isi), WARNA_TAHAP[tahap] || "gray") : "");

// Flags as users know them: yellow up to two days before, red after it, none once reported or paused.
const deadline = ({ jatuh_tempo, bendera }) => {
	if (!jatuh_tempo) return "";
	const waktu = text(moment_of(jatuh_tempo));
	const sisa = frappe.datetime.get_day_diff(jatuh_tempo, frappe.datetime.get_today());
	if (bendera === "jeda") return `${waktu} ${pill(__("dijeda"), "gray")}`;
	if (bendera === "merah") return `${waktu} ${pill(sisa ? __("lewat {0} hari", [-sisa]) : __("lewat"), "red")}`;
	if (bendera === "kuning") {
		return `${waktu} ${pill(sisa ? __("{0} hari lagi", [sisa]) : __("hari ini"), "yellow")}`;
	}
	return waktu;
};

const rule_link = (aturan) => {
	if (!aturan) return "";
	const induk = aturan.slice(0, aturan.lastIndexOf("/")) || aturan;
	return link("Aturan Pola Kerja", induk, aturan);
};

// One line: pattern, instrument, rule, reason.
const decision_line = (garis, { judul } = {}) => {
	if (!garis || !garis.pola) return "";
	const dijalankan = garis.pola_dijalankan || garis.pola;
	const aturan = rule_link(garis.aturan);
	const sumber = garis.menyimpang
		? __("pilihan pimpinan; aturan {0} menetapkan {1}", [aturan, text(__(garis.pola))])
		: aturan && `${__("menurut aturan")} ${aturan}`;
	const catatan = [
		garis.dasar_hukum && `${__("Dasar")}: ${text(garis.dasar_hukum)}`,
		garis.alasan && `${__("Alasan pimpinan")}: ${text(garis.alasan)}`,
		garis.usulkan_tim && __("Aturan menyarankan membentuk tim."),
	].filter(Boolean);
	return `<div class="asn-garis ${garis.menyimpang ? "asn-garis-lain" : ""}">
		<div class="asn-garis-utama">
			${judul ? `<span class="asn-garis-judul">${text(judul)}</span>` : ""}
			${pattern_pill(dijalankan)}
			<span class="asn-garis-instrumen">${text(__(garis.instrumen))}</span>
			${sumber ? `<span class="text-muted">${sumber}</span>` : ""}
		</div>
		${garis.menyimpang ? "" : `<div>${text(garis.kalimat)}</div>`}
		${catatan.length ? `<div class="asn-garis-catatan">${catatan.join(" · ")}</div>` : ""}
	</div>`;
};

// State of a recipient: its word and its colour, in the order in which they are reached.
const states = () => ({
	"Belum dibaca": [__("Belum dibaca"), "gray"],
	Dibaca: [__("Dibaca"), "orange"],
	Diterima: [__("Diterima"), "blue"],
	Ditindaklanjuti: [__("Ditindaklanjuti"), "yellow"],
	Selesai: [__("Selesai"), "green"],
	Dikembalikan: [__("Dikembalikan"), "red"],
	Dibatalkan: [__("Dibatalkan"), "gray"],
	Ditarik: [__("Ditarik"), "gray"],
});

const read_mark = (s) =>
	s.dibaca_pada
		? `<span class="text-muted" title="${text(s.dibaca_oleh)}">${__("dibaca {0}", [text(moment_of(s.dibaca_pada))])}</span>`
		: `<span class="text-muted">${__("belum dibaca")}</span>`;

// Day and time without seconds.
const moment_of = (waktu) => frappe.datetime.str_to_user(waktu).replace(/(\d\d:\d\d):\d\d/, "$1");

// What one recipient has reached, each with its time and who did it.
const reached = (capaian) =>
	`<ol class="asn-capaian">${capaian
		.map(
			(c) => `<li><b>${text(states()[c.keadaan][0])}</b> <span class="text-muted">${text(moment_of(c.waktu))}</span> ${text(c.pelaku)}</li>`
		)
		.join("")}</ol>`;

// The recipients of an order with how far each is; a count of the states stands on top.
const followed = (baris) => {
	const hitung = {};
	for (const b of baris.filter((b) => b.keadaan)) hitung[b.keadaan] = (hitung[b.keadaan] || 0) + 1;
	const ringkas = Object.entries(states())
		.filter(([k]) => hitung[k])
		.map(([k, [kata, warna]]) => pill(`${hitung[k]} ${kata}`, warna))
		.join(" ");
	const satu = (b) => `<li class="asn-pantau">
		<div class="asn-pantau-nama">
			${b.tugas ? link("Tugas", b.tugas, b.penerima) : text(b.penerima)}
			${b.tembusan ? `<span class="text-muted">· ${__("tembusan")}</span>` : ""}
			${b.penanggung_jawab ? `<span class="text-muted">· ${__("penanggung jawab")}</span>` : ""}
		</div>
		<div>${b.keadaan ? pill(...states()[b.keadaan]) : `<span class="text-muted">${__("(tidak dapat dilihat)")}</span>`}</div>
		${b.capaian.length ? reached(b.capaian) : ""}
	</li>`;
	return `<div class="asn-pantau-ringkas">${ringkas}</div><ul class="asn-pantau-daftar">${baris.map(satu).join("")}</ul>`;
};

// How far each order is towards what makes it done.
const progress = (daftar) =>
	daftar
		.map((k) => {
			const butuh = Math.max(parseInt(k.dibutuhkan) || 1, 1);
			const penuh = Math.min(100, Math.round(((parseInt(k.selesai) || 0) / butuh) * 100));
			const keadaan = k.terpenuhi
				? pill(__("terpenuhi"), "green")
				: k.mustahil
				? pill(__("tidak dapat terpenuhi lagi"), "red")
				: "";
			return `<div class="asn-maju" data-disposisi="${text(k.disposisi)}">
				<span class="text-muted">${text(k.pemberi)}:</span>
				${__("selesai {0} dari {1}", [parseInt(k.selesai) || 0, parseInt(k.jumlah) || 0])}
				<span class="text-muted">· ${policy_word(k)}${k.batal ? ` · ${__("{0} dibatalkan", [parseInt(k.batal)])}` : ""}</span>
				${keadaan}
				<div class="asn-maju-batang"><div class="asn-maju-isi" style="width: ${k.terpenuhi ? 100 : penuh}%"></div></div>
			</div>`;
		})
		.join("");

const policy_word = (k) =>
	({
		Semua: __("selesai bila semua selesai"),
		"Salah satu": __("selesai bila salah satu selesai"),
		"Penanggung jawab": __("selesai bila penanggung jawabnya selesai"),
		Sejumlah: __("selesai bila {0} selesai", [parseInt(k.minimal) || 0]),
	}[k.kebijakan]);

// A part was closed somewhere: the open form of what is above it looks again.
const listen = () => {
	if (!frappe.realtime || !frappe.realtime.on) return;
	frappe.realtime.on("asn_kemajuan", (pesan) => {
		const frm = window.cur_frm;
		if (frm && frm.docname === pesan.name && frm.lihat_kemajuan) frm.lihat_kemajuan();
	});
};
$(document).on("app_ready", listen);

// The tasks of a letter; `simpul` comes in tree order with its depth.
const tree = (simpul) => {
	if (!simpul.length) return `<p class="text-muted">${__("Belum ada tugas dari naskah ini.")}</p>`;
	const baris = simpul.map((s) => {
		const jarak = `style="--asn-tingkat: ${parseInt(s.tingkat) || 0}"`;
		if (s.tersembunyi) {
			return `<li class="asn-simpul text-muted" ${jarak}>${__("(tidak dapat dilihat)")}</li>`;
		}
		const selesai = ["Selesai", "Batal"].includes(s.tahap) ? "asn-simpul-tutup" : "";
		return `<li class="asn-simpul ${s.sorot ? "asn-simpul-sorot" : ""} ${selesai}" ${jarak}>
			<div class="asn-simpul-nama">
				${s.sorot ? `<b>${text(s.penerima)}</b>` : link("Tugas", s.name, s.penerima)}
				${s.tingkat ? "" : `<span class="text-muted asn-simpul-dari">${__("dari")} ${text(s.pemberi)}</span>`}
			</div>
			<div class="asn-simpul-rinci">
				${pattern_pill(s.pola, s.kelompok)}
				${stage_pill(s.status, s.tahap)}
				${s.tahap === "Baru" ? read_mark(s) : ""}
				<span class="asn-simpul-tenggat">${deadline(s)}</span>
			</div>
		</li>`;
	});
	return `<ul class="asn-pohon">${baris.join("")}</ul>`;
};

// Label and text, one below the other on a phone.
const pairs = (daftar) =>
	`<dl class="asn-pasangan">${daftar
		.map(({ label, isi }) => `<dt>${text(label)}</dt><dd>${text(isi)}</dd>`)
		.join("")}</dl>`;

const log = (jejak) => {
	if (!jejak.length) return `<p class="text-muted">${__("Belum ada catatan.")}</p>`;
	const baris = jejak.map(
		(j) => `<li>
			<div class="asn-jejak-kepala">
				<span class="text-muted">${text(frappe.datetime.str_to_user(j.waktu))}</span>
				${stage_pill(j.status || j.peristiwa, j.tahap)}
				<span>${text(j.pelaku)}</span>
			</div>
			${j.catatan ? `<div class="asn-jejak-catatan">${text(j.catatan).replace(/\n/g, "<br>")}</div>` : ""}
		</li>`
	);
	return `<ol class="asn-jejak">${baris.join("")}</ol>`;
};

const put = (frm, field, html) => {
	const kotak = frm.get_field(field);
	if (!kotak) return;
	frm.toggle_display(field, Boolean(html));
	kotak.$wrapper.html(html);
};

// Who may only look sees a form that does not invite to write.
const lock = (frm, fields) => {
	frm.asn_kunci = frm.asn_kunci || {};
	for (const field of fields) {
		const df = frappe.meta.get_docfield(frm.doctype, field, frm.docname);
		if (df.read_only) continue;
		frm.asn_kunci[`${frm.docname}/${field}`] = 1;
		frm.set_df_property(field, "read_only", 1);
	}
};
// Undo what was locked before, because the document may have moved since.
const unlock = (frm) => {
	for (const kunci of Object.keys(frm.asn_kunci || {})) {
		const [nama, field] = kunci.split("/");
		if (nama !== frm.docname) continue;
		frm.set_df_property(field, "read_only", 0);
		delete frm.asn_kunci[kunci];
	}
	if (frm.save_disabled) frm.enable_save();
};
const lock_all = (frm) => {
	lock(frm, frm.meta.fields.filter((df) => !frappe.model.no_value_type.includes(df.fieldtype)).map((df) => df.fieldname));
	if (!frm.is_dirty()) frm.disable_save();
};

// Sharing, assigning and tagging are closed for these DocTypes (access comes from the post), so they are not offered.
const DIJAGA = ["Naskah Masuk", "Disposisi", "Surat Tugas", "Tugas", "Agenda Naskah", "Jejak Tugas", "Eskalasi Tugas", "Penetapan Pola", "Pilihan Pemberitahuan"];
$(document).on("form-refresh", (e, frm) => {
	if (!DIJAGA.includes(frm.doctype) || !frm.page.sidebar) return;
	frm.page.sidebar.find(".form-assignments, .form-shared, .form-tags, .followed-by-section, .form-sidebar-stats").addClass("hide");
});

// A link that the server filled in while saving comes without its title.
$(document).on("form-refresh", async (e, frm) => {
	if (!DIJAGA.includes(frm.doctype)) return;
	const { fetch_link_title, get_link_title } = frappe.utils;
	for (const { fieldname, options, fieldtype, read_only } of frm.meta.fields) {
		const nama = frm.doc[fieldname];
		if (fieldtype !== "Link" || !read_only || !nama || get_link_title(options, nama)) continue;
		if (!frappe.boot.link_title_doctypes.includes(options)) continue;
		await fetch_link_title(options, nama);
		frm.refresh_field(fieldname);
	}
});

Object.assign(transformasi_asn.tampil, {
	text, link, pill, load, moment_of, progress, reached, followed, pattern_pill, stage_pill, deadline, decision_line, tree, pairs, log, put, lock, lock_all, unlock, WARNA_TAHAP,
});

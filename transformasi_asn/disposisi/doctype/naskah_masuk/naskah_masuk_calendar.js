// Events of a leader: where he is invited or sent, what clashes, and who goes instead.
const KALENDER_API = "transformasi_asn.disposisi.api.";

frappe.views.calendar["Naskah Masuk"] = {
	field_map: { id: "kunci", start: "mulai", end: "selesai", title: "judul_kalender", allDay: "sehari" },
	options: { editable: false, selectable: false, timeFormat: "HH:mm", slotLabelFormat: "HH:mm" },
	get_events_method: KALENDER_API + "kalender_acara",

	make() {
		frappe.views.Calendar.prototype.make.call(this);
		// instead of core's line: nobody makes a letter by dragging on the calendar
		frappe.utils.set_footnote(this.footnote_area, this.$wrapper, `<span class="asn-kalender-arti">${legend()}</span>`);
		add_chooser(this);
	},

	get_args(start, end) {
		const waktu = (t) => t.clone().format("YYYY-MM-DD HH:mm:ss");
		return { start: waktu(start), end: waktu(end), jabatan: this.asn_pimpinan || null };
	},

	prepare_events(acara) {
		return frappe.views.Calendar.prototype.prepare_events.call(this, acara.map(complete)).map((a) => ({
			...a,
			tooltip: describe(a),
		}));
	},

	get_css_class: (a) => (a.bentrok ? "danger" : a.menyita ? "default" : "success"),
};

function complete(a, n) {
	const tanda = a.bentrok ? "⚠ " : "";
	const wakil = a.wakil.length ? ` → ${a.wakil.join(", ")}` : "";
	const peran = a.peran === "Diundang" ? "" : ` (${__(a.peran).toLowerCase()})`;
	return {
		...a,
		kunci: a.name || `tertutup-${n}`,
		doctype: "Naskah Masuk",
		sehari: 0,
		docstatus: 1, // not to be moved
		judul_kalender: frappe.utils.escape_html(`${tanda}${a.judul}${peran}${wakil}`),
	};
}

const describe = (a) =>
	[
		a.judul,
		a.tempat,
		`${__("Kehadiran pimpinan")}: ${__(a.kehadiran)}`,
		a.wakil.length && `${__("Diwakili oleh")}: ${a.wakil.join(", ")}`,
		a.bentrok && __("Bersamaan dengan {0} acara lain", [a.bentrok]),
	]
		.filter(Boolean)
		.join("\n");

const legend = () => {
	const { pill } = transformasi_asn.tampil;
	return [
		pill(__("pimpinan diharapkan"), "blue"),
		pill(__("diwakili atau tidak hadir"), "green"),
		pill(__("bersamaan dengan acara lain"), "red"),
	].join(" ");
};

async function add_chooser(kalender) {
	const { text } = transformasi_asn.tampil;
	const pimpinan = await frappe.xcall(KALENDER_API + "pimpinan_kalender");
	if (!pimpinan.length) return;
	const pilihan = [{ jabatan: "", label: __("Kalender saya") }, ...pimpinan];
	const $pilih = $(`<select class="form-control input-xs asn-kalender-pilih" aria-label="${__("Kalender")}">${pilihan
		.map((p) => `<option value="${text(p.jabatan)}">${text(p.label)}</option>`)
		.join("")}</select>`)
		.insertBefore(kalender.$cal)
		.on("change", () => {
			kalender.asn_pimpinan = $pilih.val();
			kalender.refresh();
		});
	// whoever keeps the calendar of a leader, and has none of his own, sees that leader's
	if (!pimpinan.some((p) => p.sendiri)) $pilih.val(pimpinan[0].jabatan).trigger("change");
}

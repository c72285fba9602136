// Events of a leader: where he is invited or sent, what clashes, and who goes instead.
const KALENDER_API = "transformasi_asn.disposisi.api.";

frappe.views.calendar["Naskah Masuk"] = {
	field_map: { id: "kunci", start: "mulai", end: "selesai", title: "judul_kalender", allDay: "sehari" },
	options: { editable: false, selectable: false, timeFormat: "HH:mm", slotLabelFormat: "HH:mm" },
	get_events_method: KALENDER_API + "kalender_acara",

	make_page() {
		frappe.views.Calendar.prototype.make_page.call(this);
		add_chooser(this);
	},

	make() {
		frappe.views.Calendar.prototype.make.call(this);
		// nobody makes a letter by dragging on the calendar
		this.footnote_area.find(".text-muted, .footnote").first().text("");
		this.footnote_area.prepend(`<span class="asn-kalender-arti">${legend()}</span>`);
	},

	get_args(start, end) {
		const waktu = (t) => t.clone().format("YYYY-MM-DD HH:mm:ss");
		return { start: waktu(start), end: waktu(end), jabatan: this.asn_pimpinan?.get_value() || null };
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
	const pimpinan = await frappe.xcall(KALENDER_API + "pimpinan_kalender");
	const lain = pimpinan.filter((p) => !p.sendiri);
	if (!pimpinan.length || kalender.asn_pimpinan) return;
	const saya = { value: "", label: __("Kalender saya") };
	kalender.asn_pimpinan = kalender.page.add_field({
		fieldname: "pimpinan_kalender",
		fieldtype: "Select",
		label: __("Kalender"),
		options: [saya, ...pimpinan.map((p) => ({ value: p.jabatan, label: p.label }))],
		change: () => kalender.refresh(),
	});
	kalender.page.show_form();
	// whoever keeps the calendar of one leader sees his
	if (lain.length && !pimpinan.some((p) => p.sendiri)) await kalender.asn_pimpinan.set_value(lain[0].jabatan);
}

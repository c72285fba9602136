// Calendar and Gantt of team work; moving a bar is saving the piece of work, by the same rules.
{
	const WARNA = { Selesai: "success", Dibatalkan: "default", "Diperiksa Ketua": "warning" };

	frappe.views.calendar["Pekerjaan Tim"] = {
		field_map: { id: "name", start: "mulai", end: "tenggat", title: "judul", allDay: "sehari", progress: "kemajuan" },
		gantt: true,
		order_by: "mulai",
		options: { selectable: false },
		get_events_method: "transformasi_asn.pokja.api.kalender_pekerjaan",
		prepare_events(kerja) {
			const baris = kerja.map((k) => ({ ...k, judul: frappe.utils.escape_html(k.judul) }));
			return frappe.views.Calendar.prototype.prepare_events.call(this, baris);
		},
		get_css_class: (k) => WARNA[k.keadaan] || "info",
	};
}

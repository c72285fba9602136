app_name = "transformasi_asn"
app_title = "Transformasi ASN"
app_publisher = "Tim Transformasi ASN"
app_description = "Pola kerja struktural dan fungsional sesudah penyetaraan jabatan"
app_email = "tim@transformasi-asn.example"
app_license = "MIT"

app_include_js = ["transformasi_asn.bundle.js"]
app_include_css = ["transformasi_asn.bundle.css"]

before_install = "transformasi_asn.setup.install.before_install"
after_install = "transformasi_asn.setup.install.after_install"
after_migrate = "transformasi_asn.setup.install.add_indexes"
before_uninstall = "transformasi_asn.setup.install.before_uninstall"

# Own extension points -------------------------------------------------------------------------

# DocTypes whose workflow states carry a `tahap`
doctype_beralur = ["Naskah Masuk", "Tugas", "Pokja"]
# DocType → who writes the log of documents that an admin moved between states (default: their timeline)
catat_perpindahan = {"Tugas": "transformasi_asn.disposisi.services.log_moved_states"}
# person → {team: chairs it}
tim_pegawai = ["transformasi_asn.pokja.services.list_tim"]
# person and day → groups (`Kelompok`) to whose members he may hand on routine work
kelompok_pegawai = ["transformasi_asn.pokja.services.list_kelompok"]
# kinds of files that `import_berkas` takes besides those of organisasi
jenis_impor = {"srikandi": "transformasi_asn.disposisi.impor.srikandi.ImporSrikandi"}
# who takes a Tugas addressed to another kind of recipient
penerima_tugas = {"Pokja": "transformasi_asn.pokja.services.resolve_penerima"}

# kind of printed sheet → who reads its record for verification, besides those of disposisi
pembaca_lembar = {
	"Keputusan Tim": "transformasi_asn.pokja.cetak.of_keputusan",
	"Laporan Tim": "transformasi_asn.pokja.cetak.of_laporan",
}

# kinds of channels to the outside → class (disposisi/kanal/dasar.py)
kanal_pemberitahuan = {
	"E-mail": "transformasi_asn.disposisi.kanal.surel.KanalSurel",
	"Webhook": "transformasi_asn.disposisi.kanal.webhook.KanalWebhook",
}

# (post, person) → sentences: where the person would stand on both sides of a report
konflik_mandat = ["transformasi_asn.disposisi.mandat.list_konflik"]

# What the templates of printed sheets call
jinja = {
	"methods": [
		"transformasi_asn.disposisi.cetak.lembar_disposisi",
		"transformasi_asn.disposisi.cetak.lembar_kendali",
		"transformasi_asn.disposisi.cetak.lembar_kosong",
		"transformasi_asn.disposisi.cetak.surat_tugas",
		"transformasi_asn.pokja.cetak.keputusan_tim",
		"transformasi_asn.pokja.cetak.laporan_tim",
	]
}

doctype_js = {
	"Dokumen Kinerja": "public/js/dokumen_kinerja.js",
	"Kegiatan": "public/js/kegiatan.js",
	"Workflow": "public/js/workflow.js",
}

# Access ---------------------------------------------------------------------------------------

has_permission = {
	"Aturan Pola Kerja": "transformasi_asn.tata_kerja.services.has_permission",
	"Dokumen Kinerja": "transformasi_asn.tata_kerja.services.has_permission",
	"Hari Libur Daerah": "transformasi_asn.tata_kerja.kalender.has_permission",
	"Jam Kerja": "transformasi_asn.tata_kerja.kalender.has_permission",
	"Activity Log": "transformasi_asn.permissions.pintu.has_permission_about",
	"Agenda Naskah": "transformasi_asn.permissions.hak.has_permission",
	"Blok Agenda": "transformasi_asn.permissions.hak.has_permission",
	"Comment": "transformasi_asn.permissions.pintu.has_permission_about",
	"Communication": "transformasi_asn.permissions.pintu.has_permission_about",
	"Deleted Document": "transformasi_asn.permissions.pintu.has_permission_about",
	"Disposisi": "transformasi_asn.permissions.hak.has_permission",
	"Eskalasi Tugas": "transformasi_asn.permissions.hak.has_permission",
	"File": "transformasi_asn.permissions.pintu.has_file_permission",
	"Jejak Baca": "transformasi_asn.permissions.hak.has_permission",
	"Jejak Tugas": "transformasi_asn.permissions.hak.has_permission",
	"Kontribusi Tim": "transformasi_asn.permissions.hak.has_permission",
	"Kop dan Format": "transformasi_asn.tata_kerja.services.has_permission",
	"Lembar Tercetak": "transformasi_asn.permissions.hak.has_permission",
	"Naskah Masuk": "transformasi_asn.permissions.hak.has_permission",
	"Notification Log": "transformasi_asn.permissions.pintu.has_notice_permission",
	"Pekerjaan Tim": "transformasi_asn.permissions.hak.has_permission",
	"Penetapan Pola": "transformasi_asn.permissions.hak.has_permission",
	"Penugasan Koordinator": "transformasi_asn.organisasi.koordinator.has_permission",
	"Penugasan Sekretaris": "transformasi_asn.organisasi.sekretaris.has_permission",
	"Surat Perintah": "transformasi_asn.organisasi.mandat.has_permission",
	"Pilihan Pemberitahuan": "transformasi_asn.permissions.hak.has_permission",
	"Pokja": "transformasi_asn.permissions.hak.has_permission",
	"Surat Tugas": "transformasi_asn.permissions.hak.has_permission",
	"Tugas": "transformasi_asn.permissions.hak.has_permission",
	"Version": "transformasi_asn.permissions.pintu.has_permission_about",
}

permission_query_conditions = {
	"Activity Log": "transformasi_asn.permissions.pintu.query_activity_log",
	"Agenda Naskah": "transformasi_asn.permissions.hak.query_agenda_naskah",
	"Comment": "transformasi_asn.permissions.pintu.query_comment",
	"Communication": "transformasi_asn.permissions.pintu.query_communication",
	"Deleted Document": "transformasi_asn.permissions.pintu.query_deleted_document",
	"Disposisi": "transformasi_asn.permissions.hak.query_disposisi",
	"Eskalasi Tugas": "transformasi_asn.permissions.hak.query_eskalasi_tugas",
	"File": "transformasi_asn.permissions.pintu.query_file",
	"Instruksi Terpilih": "transformasi_asn.permissions.hak.query_instruksi_terpilih",
	"Jejak Baca": "transformasi_asn.permissions.hak.query_jejak_baca",
	"Jejak Tugas": "transformasi_asn.permissions.hak.query_jejak_tugas",
	"Kontribusi Tim": "transformasi_asn.permissions.hak.query_kontribusi_tim",
	"Lembar Tercetak": "transformasi_asn.permissions.hak.query_lembar_tercetak",
	"Naskah Masuk": "transformasi_asn.permissions.hak.query_naskah_masuk",
	"Pekerjaan Tim": "transformasi_asn.permissions.hak.query_pekerjaan_tim",
	"Penerima Disposisi": "transformasi_asn.permissions.hak.query_penerima_disposisi",
	"Penetapan Pola": "transformasi_asn.permissions.hak.query_penetapan_pola",
	"Petugas Surat Tugas": "transformasi_asn.permissions.hak.query_petugas_surat_tugas",
	"Pilihan Kanal": "transformasi_asn.permissions.hak.query_pilihan_kanal",
	"Pilihan Pemberitahuan": "transformasi_asn.permissions.hak.query_pilihan_pemberitahuan",
	"Surat Tugas": "transformasi_asn.permissions.hak.query_surat_tugas",
	"Tugas": "transformasi_asn.permissions.hak.query_tugas",
	"Version": "transformasi_asn.permissions.pintu.query_version",
}

before_request = ["transformasi_asn.permissions.metode.refuse_raw_filters"]

override_whitelisted_methods = {
	"frappe.client.get": "transformasi_asn.permissions.metode.get",
	"frappe.client.get_count": "transformasi_asn.permissions.metode.get_count",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "transformasi_asn.permissions.metode.get_chart",
	"frappe.desk.doctype.kanban_board.kanban_board.add_card": "transformasi_asn.permissions.metode.add_card",
	"frappe.desk.doctype.kanban_board.kanban_board.update_order": "transformasi_asn.permissions.metode.update_order",
	"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": "transformasi_asn.permissions.metode.move_card",
	"frappe.desk.form.linked_with.get": "transformasi_asn.permissions.metode.get_linked",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": "transformasi_asn.permissions.metode.get_submitted_linked_docs",
	"frappe.desk.form.utils.get_next": "transformasi_asn.permissions.metode.get_next",
	"frappe.desk.query_report.export_query": "transformasi_asn.permissions.metode.export_report",
	"frappe.desk.query_report.get_data_for_custom_field": "transformasi_asn.permissions.metode.get_data_for_custom_field",
	"frappe.desk.query_report.run": "transformasi_asn.permissions.metode.run_report",
	"frappe.desk.search.search_link": "transformasi_asn.permissions.metode.search_link",
	"frappe.desk.search.search_widget": "transformasi_asn.permissions.metode.search_widget",
	"frappe.desk.treeview.get_all_nodes": "transformasi_asn.permissions.metode.get_all_nodes",
	"frappe.model.mapper.map_docs": "transformasi_asn.permissions.metode.map_docs",
	"frappe.website.doctype.web_form.web_form.get_form_data": "transformasi_asn.permissions.metode.get_form_data",
	"frappe.website.doctype.web_form.web_form.get_link_options": "transformasi_asn.permissions.metode.get_link_options",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": "transformasi_asn.permissions.metode.get_workflow_state_count",
}

standard_queries = {
	"Agenda Naskah": "transformasi_asn.permissions.pintu.search",
	"Disposisi": "transformasi_asn.permissions.pintu.search",
	"Eskalasi Tugas": "transformasi_asn.permissions.pintu.search",
	"Jejak Baca": "transformasi_asn.permissions.pintu.search",
	"Jejak Tugas": "transformasi_asn.permissions.pintu.search",
	"Kontribusi Tim": "transformasi_asn.permissions.pintu.search",
	"Lembar Tercetak": "transformasi_asn.permissions.pintu.search",
	"Naskah Masuk": "transformasi_asn.permissions.pintu.search",
	"Pekerjaan Tim": "transformasi_asn.permissions.pintu.search",
	"Penetapan Pola": "transformasi_asn.permissions.pintu.search",
	"Pilihan Pemberitahuan": "transformasi_asn.permissions.pintu.search",
	"Surat Tugas": "transformasi_asn.permissions.pintu.search",
	"Tugas": "transformasi_asn.permissions.pintu.search",
}

# Document events ------------------------------------------------------------------------------

_kabarkan = "transformasi_asn.alur.peristiwa.tell"
_lupakan = "transformasi_asn.permissions.konteks.clear"
_lupakan_jawaban = "transformasi_asn.permissions.konteks.forget_answers"
_catat_bacaan = {event: "transformasi_asn.permissions.bacaan.on_show" for event in ("onload", "before_print")}
_tolak = {"validate": "transformasi_asn.permissions.pintu.refuse_side_door"}

doc_events = {
	"*": {"validate": "transformasi_asn.permissions.pintu.guard_links"},
	"Assignment Rule": _tolak,
	"Dashboard Chart": _tolak,
	"DocShare": _tolak,
	"Document Follow": _tolak,
	"Document Share Key": _tolak,
	"File": {
		"after_insert": "transformasi_asn.disposisi.indeks.note_file",
		"on_update": "transformasi_asn.disposisi.indeks.note_file",
		"validate": "transformasi_asn.permissions.pintu.keep_file_private",
		"on_trash": [
			"transformasi_asn.disposisi.lampiran.keep",
			"transformasi_asn.disposisi.indeks.forget_file",
		],
	},
	"Global Search Settings": {"validate": "transformasi_asn.permissions.pintu.refuse_global_search"},
	"Jabatan": {
		"validate": [
			"transformasi_asn.disposisi.services.refuse_retirement",
			"transformasi_asn.pokja.services.refuse_retirement",
		],
		"on_change": _lupakan,
		"on_trash": _lupakan,
	},
	"Kanban Board": {"validate": "transformasi_asn.permissions.pintu.settle_board"},
	"Milestone Tracker": _tolak,
	"Naskah Masuk": {
		**_catat_bacaan,
		"after_insert": "transformasi_asn.permissions.pintu.remember_made",
		"on_update": _kabarkan,
		"on_change": _lupakan_jawaban,
		"validate": "transformasi_asn.permissions.pintu.keep_attachments_private",
	},
	"Disposisi": {
		**_catat_bacaan,
		"on_change": _lupakan_jawaban,
		"on_submit": "transformasi_asn.pokja.peringatan.warn_of_order",
		"validate": "transformasi_asn.permissions.pintu.keep_attachments_private",
	},
	"Pegawai ASN": {"on_change": _lupakan},
	"Penempatan": {
		"on_update": [
			"transformasi_asn.disposisi.services.tell_givers_of_departure",
			"transformasi_asn.pokja.services.tell_of_departure",
		],
		"on_change": _lupakan,
		"on_trash": _lupakan,
	},
	"Kontribusi Tim": {
		"on_change": _lupakan_jawaban,
		"validate": "transformasi_asn.permissions.pintu.keep_attachments_private",
	},
	"Pekerjaan Tim": {
		"on_update": "transformasi_asn.pokja.peringatan.warn_of_work",
		"on_change": _lupakan_jawaban,
	},
	"Pengaturan Tata Kerja": {"on_change": _lupakan},
	"Penugasan Koordinator": {"on_update": "transformasi_asn.disposisi.mandat.announce_koordinator"},
	"Penugasan Sekretaris": {
		"on_update": "transformasi_asn.disposisi.mandat.announce_sekretaris",
		"on_change": _lupakan,
		"on_trash": _lupakan,
	},
	"Pokja": {
		"on_update": [_kabarkan, "transformasi_asn.pokja.peringatan.warn_of_members"],
		"on_change": _lupakan,
	},
	"Surat Perintah": {"on_update": "transformasi_asn.disposisi.mandat.announce_surat"},
	"Surat Tugas": {
		**_catat_bacaan,
		"on_change": _lupakan_jawaban,
		"validate": "transformasi_asn.permissions.pintu.keep_attachments_private",
	},
	"Tag Link": _tolak,
	"ToDo": _tolak,
	"Tugas": {
		**_catat_bacaan,
		"on_update": _kabarkan,
		"on_change": _lupakan_jawaban,
		"validate": "transformasi_asn.permissions.pintu.keep_attachments_private",
	},
	"Unit Kerja": {"on_change": _lupakan},
	"User": {"on_change": _lupakan},
	"Workflow": {
		"before_validate": "transformasi_asn.alur.penjaga.before_validate",
		"validate": "transformasi_asn.alur.penjaga.validate",
		"on_update": "transformasi_asn.alur.penjaga.on_update",
		"on_trash": "transformasi_asn.alur.penjaga.on_trash",
	},
}

# Jobs -----------------------------------------------------------------------------------------

scheduler_events = {
	"cron": {
		"*/15 * * * *": [
			"transformasi_asn.disposisi.tasks.sapu_tenggat",
			"transformasi_asn.pokja.tasks.sapu_keanggotaan",
		],
		"*/5 * * * *": ["transformasi_asn.disposisi.tasks.kirim_pemberitahuan"],
	},
	"daily": [
		"transformasi_asn.disposisi.tasks.bersihkan_kiriman",
		"transformasi_asn.organisasi.tasks.sync_roles_of_today",
	],
	"hourly_long": ["transformasi_asn.disposisi.tasks.susul_indeks"],
}

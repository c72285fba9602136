// Steps of a workflow that wait for notes or files: asked for in a dialog, then taken. Knows no state by name.
frappe.provide("transformasi_asn.alur");

const API = "transformasi_asn.alur.api.";
const { text } = transformasi_asn.tampil;

// Colour of lists follows the stage, so it stays right when an admin renames a state.
transformasi_asn.alur.get_indicator = (doc) => [
	__(doc.workflow_state || doc.tahap),
	transformasi_asn.tampil.WARNA_TAHAP[doc.tahap] || "gray",
	`workflow_state,=,${doc.workflow_state}`,
];

// Add a button for each step that asks for something; on a phone every step stands above the form.
transformasi_asn.alur.offer_steps = async (frm) => {
	frm.layout.wrapper.find(".asn-langkah").remove();
	const giliran = (frm.giliran_langkah = (frm.giliran_langkah || 0) + 1);
	if (frm.is_new()) return;
	const langkah = await frappe.xcall(API + "list_langkah", { doctype: frm.doctype, name: frm.doc.name });
	// a refresh that came later asks anew
	if (giliran !== frm.giliran_langkah) return;
	for (const l of langkah) {
		const utama = !l.isian.length || l.isian.includes("laporan");
		if (l.isian.length) add_button(frm, __(l.aksi), () => take(frm, l), utama);
		else add_to_strip(frm, __(l.aksi), () => take(frm, l), utama);
	}
};

// A button in the page head, and on a phone, where the head has no room, above the form.
function add_button(frm, label, aksi, utama) {
	frm.remove_custom_button(label);
	const tombol = frm.add_custom_button(label, aksi);
	if (utama) tombol.removeClass("btn-default").addClass("btn-primary");
	add_to_strip(frm, label, aksi, utama);
}

function add_to_strip(frm, label, aksi, utama) {
	let baris = frm.layout.wrapper.find(".asn-langkah");
	if (!baris.length) baris = $(`<div class="asn-langkah"></div>`).prependTo(frm.layout.wrapper);
	baris.children().filter((i, el) => el.textContent === label).remove();
	$(`<button type="button" class="btn btn-sm ${utama ? "btn-primary" : "btn-default"}">${text(label)}</button>`)
		.on("click", aksi)
		.appendTo(baris);
}
Object.assign(transformasi_asn.alur, { add_button, add_to_strip });

async function take(frm, langkah) {
	if (frm.is_dirty()) await frm.save();
	if (langkah.isian.length) return ask(frm, langkah);
	await frappe.xcall("frappe.model.workflow.apply_workflow", { doc: frm.doc, action: langkah.aksi });
	return done(frm);
}

// A report may be a note, a file, or both.
// Other fields than notes are asked for as they are.
const TETAP = { Attach: "Attach", "Attach Image": "Attach", Data: "Data", Date: "Date" };

const PENGGANTI = { laporan: "lampiran_laporan" };

function ask(frm, langkah) {
	const df = (field) => frappe.meta.get_docfield(frm.doctype, field);
	const pengganti = (field) => df(PENGGANTI[field]) && PENGGANTI[field];
	const boleh = langkah.isian.map(pengganti).filter((f) => f && !langkah.isian.includes(f));
	const fields = [...langkah.isian, ...boleh].map((field) => ({
		fieldname: field,
		fieldtype: TETAP[df(field).fieldtype] || "Small Text",
		label: __(df(field).label),
		default: frm.doc[field],
		reqd: !boleh.includes(field) && !pengganti(field),
		description: pengganti(field) ? __("Tulis catatan, lampirkan berkas, atau keduanya.") : "",
	}));
	for (const f of fields.filter((f) => f.fieldtype === "Attach")) {
		// attached to this document at once, so that it is never an open file
		f.options = {
			doctype: frm.doctype,
			docname: frm.docname,
			fieldname: f.fieldname,
			make_attachments_public: 0,
		};
	}
	const dialog = new frappe.ui.Dialog({
		title: __(langkah.aksi),
		fields,
		primary_action_label: __(langkah.aksi),
		primary_action: async (isian) => {
			dialog.disable_primary_action();
			try {
				await frappe.xcall(API + "ambil_langkah", {
					doctype: frm.doctype,
					name: frm.docname,
					aksi: langkah.aksi,
					isian,
				});
			} catch (e) {
				return dialog.enable_primary_action();
			}
			dialog.hide();
			return done(frm);
		},
	});
	dialog.show();
}

async function done(frm) {
	await frm.reload_doc();
	frappe.show_alert({ message: __("Status sekarang: {0}", [text(__(frm.doc.workflow_state))]), indicator: "green" });
}

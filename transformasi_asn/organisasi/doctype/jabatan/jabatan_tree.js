frappe.treeview_settings["Jabatan"] = {
	title: __("Susunan Jabatan"),
	breadcrumb: "Organisasi",
	get_tree_nodes: "transformasi_asn.organisasi.api.list_simpul",
	get_label: (node) => frappe.utils.escape_html(node.title || node.label),
	// A post needs more than a tree dialog asks for: it is made on its form.
	disable_add_node: true,
	extend_toolbar: true,
	menu_items: transformasi_asn.impor.tree_items("Jabatan"),
};

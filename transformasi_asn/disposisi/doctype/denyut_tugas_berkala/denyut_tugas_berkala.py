from frappe.model.document import Document


class DenyutTugasBerkala(Document):
	"""When a recurring job last began and ended. Written by `disposisi.tasks` only."""

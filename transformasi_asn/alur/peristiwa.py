"""The event that other apps hang on a step of a workflow."""

# Name of the event in `doc_events` of another app: {"Tugas": {"pindah_status": "app.module.function"}}.
PINDAH_STATUS = "pindah_status"


def tell(doc, method: str | None = None) -> None:
	"""`on_update` of governed DocTypes: a stored document that changed its state says so, whatever way it was saved.

	In the handler `doc.get_doc_before_save()` is the document before the step.
	"""
	if doc.get_doc_before_save() and doc.has_moved():
		doc.run_method(PINDAH_STATUS)

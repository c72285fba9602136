"""What every test case on a site stands on."""

import frappe

try:
	from frappe.tests import IntegrationTestCase
except ImportError:
	from frappe.tests.utils import FrappeTestCase as IntegrationTestCase


class SitusTestCase(IntegrationTestCase):
	"""Messages are compared as they stand in the code, whatever the language of the site."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		frappe.local.lang = "id"

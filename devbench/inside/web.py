"""Web server of the bench, bound to loopback. Runs in the framework's Python, in the sites folder.

The framework's own `serve` listens on every address of the machine, so it is not used.
"""

import argparse
import logging
import os

import frappe.app
from werkzeug.exceptions import NotFound
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import run_simple


class DefaultSite:
	"""Gives requests for a bare address (127.0.0.1, localhost) the default site; others go by Host header."""

	def __init__(self, app, site: str):
		self.app = app
		self.site = site

	def __call__(self, environ, start_response):
		host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0]
		if host in ("", "127.0.0.1", "localhost"):
			environ.setdefault("HTTP_X_FRAPPE_SITE_NAME", self.site)
		return self.app(environ, start_response)


class SiteFiles:
	"""Serves /files from the public folder of the site that the request is for."""

	def __init__(self, app, sites: str):
		self.app = app
		self.sites = sites
		self.folders: dict[str, SharedDataMiddleware] = {}

	def __call__(self, environ, start_response):
		if not environ.get("PATH_INFO", "").startswith("/files/"):
			return self.app(environ, start_response)
		site = environ.get("HTTP_X_FRAPPE_SITE_NAME") or environ.get("HTTP_HOST", "").rsplit(":", 1)[0]
		folder = os.path.join(self.sites, os.path.basename(site), "public", "files")
		if not os.path.isdir(folder):
			return NotFound()(environ, start_response)
		if folder not in self.folders:
			self.folders[folder] = SharedDataMiddleware(self.app, {"/files": folder})
		return self.folders[folder](environ, start_response)


def main() -> None:
	"""Serve until ended."""
	parser = argparse.ArgumentParser()
	parser.add_argument("--port", type=int, required=True)
	parser.add_argument("--site", required=True)
	args = parser.parse_args()

	sites = os.getcwd()
	frappe.app._sites_path = sites
	app = frappe.app.application
	app.debug = True
	app = SharedDataMiddleware(app, {"/assets": os.path.join(sites, "assets")})
	app = DefaultSite(SiteFiles(app, sites), args.site)
	logging.getLogger("werkzeug").propagate = False
	run_simple("127.0.0.1", args.port, app, threaded=True)


if __name__ == "__main__":
	main()

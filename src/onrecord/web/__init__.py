"""The application over a record, in a browser and for programs."""

from onrecord.web.app import create_app
from onrecord.web.server import serve, serving
from onrecord.web.settings import Settings
from onrecord.web.users import add_user

__all__ = ["Settings", "add_user", "create_app", "serve", "serving"]

"""Serve the web app: `python app.py`."""

import sys

from assistant.settings import Settings
from assistant.web import serve

if __name__ == "__main__":
    sys.exit(serve(Settings()))

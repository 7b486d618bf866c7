"""What the executable of a bundle runs: it gives the user's environment back, and then starts the program.

A bundle finds its own libraries through variables that every program it starts would inherit: the browser
that opens a link would load Parlance's libraries in the place of its own.
"""

import os

from assistant.__main__ import main

os.environ.pop("LD_LIBRARY_PATH", None)
if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
# Qt finds its plugins without them: the wheel says where they are.
os.environ.pop("QT_PLUGIN_PATH", None)
os.environ.pop("QML2_IMPORT_PATH", None)
# Our own children are this executable again, and set all of it up anew.
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"

main()

"""The package in an empty environment: it loads, reads, checks, and its command line runs."""

import subprocess
import sys
from importlib.metadata import distribution, version

import gatewright as gw

document = gw.read("gatewright: 1\nname: shop\nenvironments: { prod: { after: staging } }\n", name="delivery.yaml")
assert "there is no environment `staging`" in str(document.check())
assert gw.Delivery(name="shop").plan().outline().name == "shop"
assert "<svg" in gw.Delivery(name="shop").plan().render("svg").files[0].text
assert gw.__version__ == version("gatewright")
assert not distribution("gatewright").requires
installed = {str(file) for file in distribution("gatewright").files or []}
assert "gatewright/py.typed" in installed and "gatewright/_native.pyi" in installed
assert all(any(name.endswith(licence) for name in installed) for licence in ("LICENSE-MIT", "LICENSE-APACHE"))
subprocess.run([sys.executable, "-m", "gatewright", "explain", "STR002"], check=True, stdout=subprocess.DEVNULL)

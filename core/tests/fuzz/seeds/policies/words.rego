package gatewright
deny[{"message": m, "path": "pipelines.main.on[0]", "severity": "info"}] { m := concat(", ", sort([x | input.delivery.services[x]])) }
deny contains m if { regex.match("^a+b", "aaaa"); m := "x" }

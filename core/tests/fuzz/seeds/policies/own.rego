package gatewright

import rego.v1

deny contains {"code": "ACME-1", "message": sprintf("no owner of %s", [id]), "path": ["services", id]} if {
	some id, service in input.delivery.services
	not service.owner
}

warn contains "many jobs" if count([job | some job in input.jobs; job.environment]) > 2

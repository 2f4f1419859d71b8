# Rules of one house, asked by `gatewright check --policy house.rego`.
package gatewright

# Everything has someone who answers for it.
deny contains {
    "code": "HOUSE-1",
    "message": sprintf("`%s` has no owner", [id]),
    "path": ["services", id],
    "help": "name a group under `owner`",
} if {
    some id, service in input.delivery.services
    not service.owner
}

# Production is in Europe.
deny contains {"code": "HOUSE-2", "message": "production is outside of Europe", "path": ["environments", environment.id]} if {
    some environment in input.environments
    environment.tier == "production"
    region := input.delivery.environments[environment.id].region
    not contains(region, "europe")
}

# What nobody approved does not go out.
deny contains {"code": "HOUSE-3", "message": "this goes out without an approval", "path": release.path} if {
    some release in input.releases
    not release.approved
}

# Jobs should end.
warn contains {"code": "HOUSE-4", "message": "more than thirty steps are hard to follow", "path": job.path} if {
    some job in input.jobs
    count(job.steps) > 30
}

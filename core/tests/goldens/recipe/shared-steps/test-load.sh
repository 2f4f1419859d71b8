#### login
# needs aws 2.37.5
# needs Aws { region: Some("eu-west-1"), account: None }
# info[LOS083] pipelines.nightly.stages.test.jobs.load.steps[1].login: the run logs in to AWS with its own identity, which AWS must be told to trust

#### build_image
# error[LOS046] pipelines.main.stages.image.jobs.refused.steps[0].build_image: nothing says what the image is called

## Build the image
set -eu
echo "nothing says what the image is called: add 'image', or a 'service' that has one" >&2
exit 1

#### sbom
# error[LOS049] pipelines.main.stages.image.jobs.refused.steps[1].sbom: it is not known how `acme` lists what software is made of

## List the components
set -eu
echo "it is not known how 'acme' lists what software is made of: use 'syft' or 'trivy'" >&2
exit 1

#### sign
# error[LOS050] pipelines.main.stages.image.jobs.refused.steps[2].sign: GnuPG needs a key

## Sign
set -eu
echo "GnuPG needs a key: add 'key' with the secret that holds it" >&2
exit 1

#### sign
# error[LOS050] pipelines.main.stages.image.jobs.refused.steps[3].sign: `cosign` is not told what it signs

## Sign
set -eu
echo "'cosign' is not told what it signs: add 'image' or 'artifact', whichever the tool takes" >&2
exit 1

#### attest
# error[LOS051] pipelines.main.stages.image.jobs.refused.steps[4].attest: only images can be attested by commands

## Attest
set -eu
echo "only images can be attested by commands: name an 'image', or leave it to the platform's own attestations" >&2
exit 1

#### notify
# error[LOS053] pipelines.main.stages.image.jobs.refused.steps[5].notify: it is not known how one tells people by `pigeon`

## Tell people
set -eu
echo "it is not known how one tells people by 'pigeon': use 'slack', 'teams', 'discord', 'google-chat', 'pagerduty', 'email' or 'webhook'" >&2
exit 1

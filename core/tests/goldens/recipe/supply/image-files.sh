#### sign
# needs Sigstore
# needs cosign 3.1.3

## Sign the files
set -eu
files="$(mktemp)"
find drop -type f ! -name '*.sigstore.json' > "$files"
while IFS= read -r file; do
  cosign sign-blob --yes --bundle "$file.sigstore.json" "$file" < /dev/null
done < "$files"
rm "$files"

#### sign
# needs gpg

## Sign the files
# GPG_KEY=secret gpg-key
set -eu
printf '%s\n' "$GPG_KEY" | gpg --batch --import
files="$(mktemp)"
find drop -type f ! -name '*.asc' > "$files"
while IFS= read -r file; do
  gpg --batch --yes --armor --detach-sign "$file" < /dev/null
done < "$files"
rm "$files"

#### sign
# needs docker
# needs notation
# needs Registry { host: "ghcr.io" }
# warning[LOS050] pipelines.main.stages.image.jobs.files.steps[3].sign: notation signs by the key that the runner is set up with

## Sign the image
set -eu
digest="$(docker buildx imagetools inspect ghcr.io/shop/api:1 --format '{{.Manifest.Digest}}')"
notation sign --signature-format cose "ghcr.io/shop/api@$digest"

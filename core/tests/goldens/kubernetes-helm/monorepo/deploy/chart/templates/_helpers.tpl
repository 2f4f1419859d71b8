{{/* An image by its sum where that is said, else by its tag. */}}
{{- define "acme-platform.image" -}}
{{- .repository }}
{{- if .digest }}@{{ .digest }}{{- else if .tag }}:{{ .tag }}{{- end }}
{{- end }}

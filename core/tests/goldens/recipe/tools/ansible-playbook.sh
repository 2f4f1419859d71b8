#### tool

## ansible-playbook 2.19.14
set -eu
mkdir -p "$HOME/.local/bin"
PATH="$HOME/.local/bin:$PATH"
export PATH
if ! command -v ansible-playbook > /dev/null; then
  python3 -m venv "$HOME/.local/share/ansible-playbook"
  "$HOME/.local/share/ansible-playbook/bin/pip" install --quiet --disable-pip-version-check "ansible-core==2.19.14"
  ln -sf "$HOME/.local/share/ansible-playbook/bin/ansible-playbook" "$HOME/.local/bin/ansible-playbook"
fi

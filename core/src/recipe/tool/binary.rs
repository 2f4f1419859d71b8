//! How tools are installed that come as a file of a release: downloaded, held against the checksum they had when they were
//! chosen, and put into `$HOME/.local/bin`.

/// Unless the command is there, installs it by these lines. They run with `$HOME/.local/bin` made and on the path.
macro_rules! unless_there {
    ($name:literal, $($lines:expr),+ $(,)?) => {
        concat!(
            "set -eu\n",
            "mkdir -p \"$HOME/.local/bin\"\n",
            "PATH=\"$HOME/.local/bin:$PATH\"\n",
            "export PATH\n",
            "if ! command -v ", $name, " > /dev/null; then\n",
            $($lines,)+
            "fi\n",
        )
    };
}

/// A file of a release, with its checksum for each kind of machine, unpacked by the last lines.
macro_rules! release {
    ($name:literal, $version:literal, x86_64: $url:literal $sum:literal, $(aarch64: $arm_url:literal $arm_sum:literal,)? $($unpack:literal),+ $(,)?) => {
        unless_there!(
            $name,
            "  case \"$(uname -m)\" in\n",
            "    x86_64)\n",
            "      url=", $url, "\n",
            "      sum=", $sum, "\n",
            "      ;;\n",
            $(
                "    aarch64 | arm64)\n",
                "      url=", $arm_url, "\n",
                "      sum=", $arm_sum, "\n",
                "      ;;\n",
            )?
            "    *)\n",
            "      echo \"", $name, " ", $version, " is not known for $(uname -m); install it on the runner\" >&2\n",
            "      exit 1\n",
            "      ;;\n",
            "  esac\n",
            "  download=\"$(mktemp)\"\n",
            "  curl --fail --silent --show-error --location --retry 3 --output \"$download\" \"$url\"\n",
            "  echo \"$sum  $download\" | sha256sum -c -\n",
            $("  ", $unpack, "\n",)+
            "  rm -f \"$download\"\n",
        )
    };
}

pub(super) use {release, unless_there};

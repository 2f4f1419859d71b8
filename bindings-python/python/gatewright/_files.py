"""Files that an operation made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ._errors import FileError

if TYPE_CHECKING:
    from typing import Protocol

    class _File(Protocol):
        path: str
        text: str


class Files:
    """What can be done with files that are not written yet."""

    __slots__ = ()

    def write(self, folder: str | os.PathLike[str] = ".") -> list[str]:
        """Writes them below a folder, which is made when it is not there; gives their paths.

        Raises:
            FileError: A file cannot be written, or is not below the folder.
        """
        root = os.path.realpath(folder)
        files: list[_File] = getattr(self, "files")
        paths = [os.path.realpath(os.path.join(root, file.path)) for file in files]
        for file, path in zip(files, paths, strict=True):
            if os.path.commonpath([root, path]) != root:
                raise FileError(f"{file.path}: is outside of {root}")
        try:
            for file, path in zip(files, paths, strict=True):
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8", newline="") as stream:
                    stream.write(file.text)
        except OSError as error:
            raise FileError(str(error)) from error
        return paths

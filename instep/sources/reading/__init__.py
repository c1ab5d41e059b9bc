"""What does this file hold? Opens any table of text, and is never silently wrong about it."""

from instep.sources.reading.asked import Asked
from instep.sources.reading.folder import files_in, read, read_folder
from instep.sources.reading.shape import LINE, Dialect, Reading, Refused, Unreadable

__all__ = ["LINE", "Asked", "Dialect", "Reading", "Refused", "Unreadable", "files_in", "read", "read_folder"]

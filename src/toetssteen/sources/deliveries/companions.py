"""The files that belong to a source's main file: the parts of a shapefile, and metadata."""

from pathlib import PurePosixPath

from toetssteen.kernel.definitions import Protocol, Source

_ODATA = (Protocol.ODATA3, Protocol.ODATA4)
_SHAPEFILE = (".dbf", ".shx", ".prj")


def needed_files(source: Source) -> tuple[str, ...]:
    """The source's file and its companions, as paths below the data folder; the file itself first."""
    main = PurePosixPath(source.file)
    parts = [main.with_suffix(suffix) for suffix in _SHAPEFILE] if main.suffix == ".shp" else []
    named = [main.with_name(name) for name in source.options.get("companions", "").split()]
    if source.live is not None and source.live.protocol in _ODATA:
        named.append(columns_file(main))
    return tuple(str(path) for path in (main, *parts, *named))


def columns_file(main: PurePosixPath) -> PurePosixPath:
    """The publisher's list of columns beside a table that came over the network: name, title, unit."""
    return main.with_name(f"{main.stem}.kolommen.csv")

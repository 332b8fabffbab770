import pytest

from lestalk_studio.document.project import Project
from lestalk_studio.errors import StudioError
from lestalk_studio.pipeline.project_render import export_project
from lestalk_studio.pipeline.target import video_target


def test_an_export_never_writes_over_the_video_it_reads(tmp_path):
    source = tmp_path / "talk.mp4"
    source.write_bytes(b"hours of work")
    project = Project(portrait="builtin:hopper", au_source=source)
    with pytest.raises(StudioError, match="is what is read"):
        export_project(project, video_target(str(source)))
    assert source.read_bytes() == b"hours of work"

"""What names a time is found with its "by" or "since", and what only counts days is not taken for one."""

from __future__ import annotations

import pytest

from assistant.documents.times import times


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna will send the report by Friday.", ["by Friday"]),
        ("In March 1987 the council decided to replace the 46 oil lanterns.", ["March 1987"]),
        ("The glacier will have vanished by 2038.", ["by 2038"]),
        ("It may be used in May.", ["May"]),
        ("On 3 March 2021, the council met at 9:15.", ["3 March 2021", "9:15"]),
        ("Ben is to order chairs before the end of the month.", ["before the end of the month"]),
        ("Reply within two weeks, or by 5 p.m. tomorrow.", ["within two weeks", "by 5 p.m. tomorrow"]),
        ("The fund has been empty since autumn.", ["since autumn"]),
        ("They sold 1940 units for eleven nights.", []),
        ("In the ten years before, there had been nine.", []),
        ("李明负责在下周三之前提交报告。", ["下周三之前"]),
        ("会议于2024年5月3日上午9点举行。", ["2024年5月3日上午9点"]),
        ("请王芳在月底前完成预算，三天内回复。", ["月底前", "三天内"]),
        ("一九八七年三月，市议会决定更换油灯。", ["一九八七年三月"]),
        ("他走了三天，批准了去年的决算。", []),
    ],
)
def test_times(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in times(text)] == found

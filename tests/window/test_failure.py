"""What the program does when it fails in a way that nobody foresaw."""
from desk import until


def failing(desk, place):
    """From now on windows fail where `place` is asked for, with a word of the article in the message."""
    kept = desk.environment()
    desk.environment = lambda: {**kept, "HASHIYE_FAIL_AT": place}
    return lambda: setattr(desk, "environment", lambda: kept)


def reports(desk):
    return sorted(desk.config.glob("panic-*.txt"))


def test_a_failure_loses_no_tag_and_leaves_a_report(desk):
    article = desk.article()
    allow = failing(desk, "Find")
    with desk.window(article) as window:
        window.select("هشدار داد")
        # The tag is made and not saved yet when the program fails.
        window.quickly("D")
        window.key_unanswered("Ctrl+F")
        assert window.proc.wait(10) != 0
    [report] = reports(desk)
    said = report.read_text(encoding="utf-8")
    assert said.isascii() and "home" not in said.split("backtrace:")[0], said
    for what in ("Hashiye 0.", "\n  Edit Tag Tagging\n  Find\n", "panic_report.rs", "backtrace:"):
        assert what in said, f"{what} is not in {said}"
    allow()
    with desk.window(article) as window:
        desk.holds(article, "هشدار داد")
        window.wait_for("the program stopped because of an error")
        window.press("Show the error report…")
        window.wait_for("There is no word of your articles")
        window.wait_for("Edit Tag")
        window.press("Copy the report")
        window.wait_for("Copied", "button")
        window.press("Close")
        assert not window.sees("the program stopped because of an error")
    with desk.window(article) as window:
        assert not window.sees("the program stopped because of an error"), "it was shown before"
    assert reports(desk) == [report]


def test_what_fails_in_the_background_is_reported(desk):
    article = desk.article()
    failing(desk, "a task")
    with desk.window(article) as window:
        window.wait_for("the program did in the background failed")
        window.tag("هشدار داد", "D")
        desk.holds(article, "هشدار داد")
        window.close()
    assert reports(desk)
    until(lambda: all(it.read_text(encoding="utf-8").isascii() for it in reports(desk)))

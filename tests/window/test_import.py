"""Bringing in datasets of others by the dialog: what is chosen, what it shows before, and what comes out."""
import json

from desk import until

BODIES = [
    "وزیر نیرو گفت که آب سدها کم شده است.",
    "سخنگوی دولت گفت که یارانه‌ها از مهر واریز می‌شود.",
    "استاندار فارس از بازسازی پل خبر داد.",
]
LEADS = ["آب سدها کم شد", "یارانه‌ها از مهر", "پل بازسازی می‌شود"]
#: Names that say nothing of what stands below them.
ODD = ("ستون ۱", "F2", "xx", "q-4", "zzz")
DAYS = ("۱۴۰۳/۰۲/۳۱", "1403/03/01", "2024-05-22")


def odd_table(desk):
    rows = [",".join(ODD)]
    for number, (lead, body) in enumerate(zip(LEADS, BODIES)):
        rows.append(",".join((f"n{number}", lead, DAYS[number], "ایسنا", f'"{body}\nپایان {number}."')))
    table = desk.root / "export.csv"
    table.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8")
    return table


def columns(window):
    """What the table's columns are taken for, by what the buttons say."""
    plain = [it.translate({0x2068: None, 0x2069: None}) for it in window.labels("button")]
    roles = ("Text", "Title", "Publication date", "Source", "Address", "ID")
    return dict(it.split(": ", 1) for it in plain if it.split(": ", 1)[0] in roles and ": " in it)


def choose(window, role, column):
    """Opens the list of columns beside a role and takes one."""
    found = lambda: [it for it in window.labels("button") if it.startswith(f"{role}: ")]  # noqa: E731
    window.press(until(found)[0])
    window.wait_for(column, "button")
    window.press(column)
    until(lambda: columns(window).get(role) == column, why=lambda: columns(window))


def look_into(window, path):
    window.key("Ctrl+I")
    window.type(str(path))
    window.press("Check")


def test_columns_with_odd_names_are_chosen(desk):
    table = odd_table(desk)
    with desk.window() as window:
        look_into(window, table)
        window.wait_for("3 articles")
        choose(window, "Text", "zzz")
        choose(window, "Title", "F2")
        choose(window, "Publication date", "xx")
        choose(window, "Source", "q-4")
        choose(window, "ID", "ستون ۱")
        assert columns(window) == {
            "Text": "zzz", "Title": "F2", "Publication date": "xx", "Source": "q-4", "Address": "none",
            "ID": "ستون ۱"}, columns(window)
        # The first rows as they will be.
        for number, (lead, body) in enumerate(zip(LEADS, BODIES)):
            window.wait_for(f"{lead} {body}")
            assert [it for it in window.labels() if lead in it and f"{20 + number} May 2024" in it], window.labels()
        assert not (desk.root / "export-articles").exists()
        window.press("Import")
        window.wait_for(BODIES[0][:12], "textRun")
    articles = desk.root / "export-articles"
    assert sorted(it.name for it in articles.glob("*.txt")) == [f"n{it}.txt" for it in range(3)]
    rows = {it["id"]: it for it in desk.export(articles)}
    for number, (lead, body) in enumerate(zip(LEADS, BODIES)):
        row = rows[f"n{number}"]
        assert row["text"] == f"{lead}\n{body}\nپایان {number}.\n", row["text"]
        assert row["published"] == f"2024-05-2{number}", row
        assert row["meta"]["source"] == "ایسنا", row


def test_columns_taken_by_name_are_changed(desk):
    table = desk.root / "news.csv"
    table.write_text("کد,تیتر,لید,متن\n۷,گرانی,کوتاه است,گاز از فردا گران می‌شود\n", encoding="utf-8")
    with desk.window() as window:
        look_into(window, table)
        window.wait_for("1 article")
        window.wait_for("گرانی گاز از فردا")
        choose(window, "Title", "لید")
        window.wait_for("کوتاه است گاز از فردا")
        choose(window, "ID", "none")
        window.press("Import")
        window.wait_for("کوتاه است", "textRun")
    [article] = (desk.root / "news-articles").glob("*.txt")
    assert article.read_text(encoding="utf-8") == "کوتاه است\nگاز از فردا گران می‌شود\n"
    assert article.stem != "۷"


def test_a_dataset_says_what_it_leaves_out(desk):
    dataset = desk.root / "theirs.jsonl"
    text = "🟢 وزیر گفت هوا خوب است و رفت"
    row = {"id": 1, "text": text, "entities": [
        {"id": 1, "label": "claimant", "start_offset": 3, "end_offset": 7},
        {"id": 2, "label": "claim", "start_offset": 12, "end_offset": 99}], "relations": []}
    dataset.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    with desk.window() as window:
        look_into(window, dataset)
        window.wait_for("1 article, 1 tag")
        window.wait_for("Changed or left out: 1")
        window.wait_for("12..99")
        window.press("Import")
        window.wait_for("Claimant: وزیر")
    [read] = desk.export(desk.root / "theirs-articles")
    assert [(it["label"], it["text"]) for it in read["spans"]] == [("claimant", "وزیر")], read

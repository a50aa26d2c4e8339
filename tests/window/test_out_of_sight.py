"""What is out of sight is left alone by keys: the caret that leaves a tag lets go of it."""
from desk import until

TITLE = "وزیر امور خارجه به تهران رفت."
MIDDLE = "\n".join(["سخنگوی دولت گفت بازار آرام است و چیزی گران نشده است."] * 40)
ARTICLE = f"{TITLE}\n{MIDDLE}\nاو دیروز آمد و رفت.\n"


def labels(desk, article):
    return [(span.label, span.quote) for span in desk.spans(article)]


def test_keys_act_where_the_caret_is_and_on_nothing_out_of_sight(desk):
    article = desk.article(text=ARTICLE)
    with desk.window(article) as window:
        window.key("Ctrl+End")
        window.tag("دیروز", "D")
        desk.holds(article, "دیروز")
        for away in ("Ctrl+Home", "PageUp", "ArrowUp"):
            window.click(window.at("دیروز"))
            window.key(away)
            for key in ("Delete", "C"):
                window.key(key)
            # What the caret is in was tagged, and nothing else was changed.
            until(lambda: any(it[0] == "claim" for it in labels(desk, article)))
            assert ("date", "دیروز") in labels(desk, article), away
            window.key("Ctrl+Z")
            until(lambda: labels(desk, article) == [("date", "دیروز")])
            window.key("Ctrl+End")
        window.click(window.at("دیروز"))
        # Scrolled away: the key shows it first.
        window.move(600, 300)
        window.wheel(0, 20000)
        window.key("Delete")
        assert ("date", "دیروز") in labels(desk, article)
        assert any("او دیروز" in node.label for node in window.runs()), "it is shown"
        window.key("Delete")
        until(lambda: ("date", "دیروز") not in labels(desk, article))
        window.key("Ctrl+Home")
        window.key("Ctrl+Z")
        until(lambda: any("او دیروز" in node.label for node in window.runs()),
              why="what was taken back is out of sight")

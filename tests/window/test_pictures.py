"""Pictures: joined letters, order of digits and lines, themes, languages, sizes, pixels a point."""
import time

from PIL import ImageChops

import pictures
from pictures import crop, ink, picture, same

#: No suggestions: their outlines change with the recognizers.
PLAIN = (
    "احتمال قطع روابط\n"
    "مذاکرات دو کشور روزهای ۹ و ۱۰ ماه ژانویه ۲۰۲۲ در دیدار مجازی دو طرف در بروکسل، و نشست NATO "
    "روز هفتم ماه دسامبر (۱۶ آذر) آغاز می‌شود و تحریمهای گسترده علیه آن‌ها برداشته نخواهد شد.\n"
)


def around(window, words):
    """The rectangle of `words`, which stand on one line in one direction or two."""
    points = [window._point(run, at, near_start=True) for run, at in window.characters(words)]
    xs, y = [x for x, _ in points], points[0][1]
    line = next(n.bounds for n in window.runs() if n.bounds[1] <= y <= n.bounds[3])
    return (min(xs) - 12, line[1], max(xs) + 8, line[3])


def paragraph(window):
    boxes = [n.bounds for n in window.runs() if n.label.strip()]
    return (min(b[0] for b in boxes) - 4, min(b[1] for b in boxes),
            max(b[2] for b in boxes) + 4, max(b[3] for b in boxes))


def dismissed(window):
    """Waits for suggestions and dismisses each: their outlines are not what is looked at."""
    time.sleep(0.5)
    for _ in range(30):
        left = [it for it in window.labels() if " left" in it and "suggestion" in it or "پیشنهاد مانده" in it]
        if not left or left[0].startswith(("0 ", "۰ ")):
            break
        window.key("Tab")
        window.key("Backspace")
    window.key("Escape")
    rest_caret(window)


def rest_caret(window):
    window.key("Ctrl+End")
    window.move(5, 795)
    window.settle()


def test_words_and_numbers(desk):
    article = desk.article(text=PLAIN)
    with desk.window(article) as window:
        dismissed(window)
        for name, words in [("day-month", "۱۶ آذر"), ("year", "۲۰۲۲"), ("latin", "نشست NATO"),
                            ("joiner", "می‌شود")]:
            same(crop(window, desk.root, around(window, words)), name)


def test_a_wrapped_paragraph_in_both_themes(desk):
    for theme in ("Light", "Dark"):
        article = desk.article(text=PLAIN)
        desk.settings(language="English", theme=theme)
        with desk.window(article) as window:
            dismissed(window)
            same(crop(window, desk.root, paragraph(window)), f"paragraph-{theme.lower()}")


def test_two_pixels_a_point(desk):
    article = desk.article(text=PLAIN)
    with desk.window(article, size="2560x1600", scale=2) as window:
        dismissed(window)
        for name, words in [("day-month-2x", "۱۶ آذر"), ("joiner-2x", "می‌شود")]:
            image = crop(window, desk.root, around(window, words))
            same(image, name)
        assert picture(window, desk.root).size == (2560, 1600)


def test_three_sizes(desk):
    for size in ("800x600", "1280x800", "1920x1080"):
        article = desk.article(text=PLAIN)
        wide, high = size.split("x")
        desk.settings(language="Persian", theme="Light", window=f"({wide}, {high})")
        with desk.window(article, size=size) as window:
            dismissed(window)
            same(crop(window, desk.root, paragraph(window)), f"paragraph-{size}")


def test_half_a_tagged_word_is_joined_as_before(desk):
    article = desk.article(text=PLAIN)
    with desk.window(article) as window:
        dismissed(window)
        rect = around(window, "تحریمهای")
        before = ink(crop(window, desk.root, rect))
        same(before.convert("RGB"), "half-untagged")
        first, last = window.text_ends("تحریم")
        window.drag(first, last, mods=["Alt"])
        window.key("D")
        desk.holds(article, "تحریم")
        window.click(window.at("نشست"))
        rest_caret(window)
        image = crop(window, desk.root, rect)
        same(image, "half-tagged")
        # The lane below the letters and the small letter above them are painted on purpose.
        top, bottom = image.height * 0.30, image.height * 0.72
        box = (0, int(top), image.width, int(bottom))
        apart = ImageChops.difference(before.crop(box), ink(image).crop(box))
        changed = sum(apart.histogram()[128:]) / (apart.width * apart.height)
        assert changed < 0.01, f"{changed:.2%} of the letters changed where half a word is tagged"


def test_marks(desk):
    article = desk.article(text=PLAIN)
    with desk.window(article) as window:
        dismissed(window)
        window.tag("روز هفتم ماه دسامبر", "D")
        window.tag("دو کشور", "C")
        window.key("Escape")
        window.key("Escape")
        rest_caret(window)
        same(crop(window, desk.root, paragraph(window)), "marks-light")


def test_persian_bar_and_status(desk):
    for language in ("Persian", "English"):
        article = desk.article(text="عنوان خبر\nسه واژه این‌جاست.\n")
        desk.settings(language=language, theme="Light")
        with desk.window(article) as window:
            rest_caret(window)
            same(crop(window, desk.root, (0, 0, 1280, 40), margin=0), f"bar-{language.lower()}")
            same(crop(window, desk.root, (0, 772, 1280, 800), margin=0), f"status-{language.lower()}")


def test_pictures_are_distinguished(desk):
    """The comparison itself: words elsewhere by a few pixels are another picture."""
    article = desk.article(text=PLAIN)
    with desk.window(article) as window:
        dismissed(window)
        image = crop(window, desk.root, paragraph(window))
        shifted = ImageChops.offset(image, 3, 0)
        mean, plainly, _ = pictures.difference(image, shifted)
        assert mean > pictures.MEAN and plainly > pictures.SHARE
        mean, plainly, _ = pictures.difference(image, crop(window, desk.root, paragraph(window)))
        assert mean < 0.1 and plainly == 0
        assert picture(window, desk.root).size == (1280, 800)

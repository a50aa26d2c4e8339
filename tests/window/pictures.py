"""Pictures of the window: taking them, and comparing them with those kept in tests/pictures."""
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

HERE = Path(__file__).resolve().parents[1] / "pictures"
#: Set by run.py: what is there now is how it should be.
UPDATE = False
#: How far pictures may be apart: on average, and the share of pixels that are plainly different.
#: Drivers round differently at the edges of letters; a letter elsewhere is far beyond both.
MEAN, SHARE = 1.2, 0.004
PLAINLY = 48


def picture(window, root):
    """The whole window."""
    path = Path(root) / "shot.png"
    window.settle()
    window.screenshot(path)
    with Image.open(path) as image:
        return image.convert("RGB")


def crop(window, root, rect, margin=3):
    """The part of the window inside `rect`, in points."""
    image = picture(window, root)
    by = window.scale
    x0, y0, x1, y1 = rect
    return image.crop((int((x0 - margin) * by), int((y0 - margin) * by),
                       int((x1 + margin) * by), int((y1 + margin) * by)))


def mean_brightness(window, root):
    return ImageStat.Stat(picture(window, root).convert("L")).mean[0]


def ink(image):
    """Black where there is dark ink, whatever tint lies behind it."""
    return image.convert("L").point(lambda it: 0 if it < 110 else 255)


def difference(a, b):
    """How far two pictures are apart: the mean, and the share of plainly different pixels."""
    apart = ImageChops.difference(a.convert("RGB"), b.convert("RGB")).convert("L")
    mean = ImageStat.Stat(apart).mean[0]
    plainly = sum(apart.histogram()[PLAINLY:]) / (apart.width * apart.height)
    return mean, plainly, apart


def same(image, name):
    """Fails where `image` is not the picture kept as `name`; writes what it is and what differs."""
    kept = HERE / f"{name}.png"
    if UPDATE or not kept.exists():
        assert UPDATE, f"there is no {kept.name} yet: look, and accept it with --update"
        HERE.mkdir(exist_ok=True)
        image.quantize(64).save(kept, optimize=True)
        return
    with Image.open(kept) as before:
        before = before.convert("RGB")
    new, diff = HERE / f"{name}.new.png", HERE / f"{name}.diff.png"
    if before.size != image.size:
        image.save(new)
        raise AssertionError(f"{name}: {image.size} pixels, {before.size} before; see {new.name}")
    mean, plainly, apart = difference(before, image)
    if mean > MEAN or plainly > SHARE:
        image.save(new)
        apart.point(lambda it: min(255, it * 4)).save(diff)
        raise AssertionError(f"{name}: mean {mean:.2f}, {plainly:.2%} plainly different; see {new}")
    new.unlink(missing_ok=True)
    diff.unlink(missing_ok=True)

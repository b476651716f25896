"""Pictures from people, drawn anew: what a picture says about its place, time and camera is left behind."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from fellowship.rules.sniff import Fault, Unfit

PIXELS_CAP = 50_000_000
LONGEST_SIDE = 6000
FORMATS = ("JPEG", "PNG", "WEBP")


def redraw(content: bytes) -> tuple[bytes, str, str]:
    """The same picture without metadata, turned upright: bytes, content type, name ending.

    Photographs become JPEG, pictures with transparency PNG; only the first frame is kept. Raises ``Unfit`` for
    what is no picture, is cut off, or has more than 50 million pixels (told from the header, before unpacking).
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > PIXELS_CAP:
                raise Unfit(Fault.TOO_MANY_PIXELS)
            picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unfit(Fault.TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Unfit(Fault.BROKEN) from None
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    see_through = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    plain = Image.new("RGBA" if see_through else "RGB", upright.size)
    plain.paste(upright.convert(plain.mode))
    drawn = io.BytesIO()
    if see_through or picture.format == "PNG":
        plain.save(drawn, "PNG", optimize=False)
        return drawn.getvalue(), "image/png", ".png"
    plain.save(drawn, "JPEG", quality=88)
    return drawn.getvalue(), "image/jpeg", ".jpg"

"""The look of the chat page: system fonts, white ground, one blue; the same by day and by night."""

from __future__ import annotations

import gradio as gr

FONTS = (
    "-apple-system",
    "BlinkMacSystemFont",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
INK, MUTED, LINE, PALE, BLUE, DEEP_BLUE = "#1f2a37", "#55606e", "#d5dae1", "#f5f7fa", "#174a8c", "#103766"


def build_theme() -> gr.themes.Base:
    """Return the theme; it names system fonts only, so that no font is fetched."""
    theme = gr.themes.Base(font=FONTS, font_mono=FONTS, radius_size="sm").set(
        body_background_fill="#ffffff",
        body_text_color=INK,
        body_text_color_subdued=MUTED,
        background_fill_primary="#ffffff",
        background_fill_secondary=PALE,
        block_background_fill="#ffffff",
        block_border_width="0px",
        block_shadow="none",
        border_color_primary=LINE,
        border_color_accent=LINE,
        color_accent=BLUE,
        color_accent_soft=PALE,
        link_text_color=BLUE,
        link_text_color_hover=DEEP_BLUE,
        link_text_color_visited=BLUE,
        button_primary_background_fill=BLUE,
        button_primary_background_fill_hover=DEEP_BLUE,
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover=PALE,
        button_secondary_text_color=BLUE,
        input_background_fill="#ffffff",
        input_border_color="#7b8794",
        input_border_width="1px",
        input_border_color_focus=BLUE,
        input_placeholder_color="#66717f",
        input_shadow_focus="none",
    )
    return _without_dark_mode(theme)


def _without_dark_mode(theme: gr.themes.Base) -> gr.themes.Base:
    # Gradio follows the system's dark mode; an official page looks the same to everyone.
    for name in dir(theme):
        if name.endswith("_dark") and not name.startswith("_"):
            setattr(theme, name, getattr(theme, name.removesuffix("_dark"), None))
    return theme

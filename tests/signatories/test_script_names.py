"""Names of scripts in labels: marked, and translated where they are shown."""

from __future__ import annotations

from campaign.signatories.script_names import label_in_language, marked_label, script_name, unmarked


def test_a_marked_name_is_shown_in_the_language_of_the_page() -> None:
    label = (
        f"{marked_label(script_name('Grek', 'en'))} – {marked_label(script_name('Cyrl', 'en'))} 2"
    )
    assert unmarked(label) == "Greek – Cyrillic 2"
    assert label_in_language(label, "en", "en") == "Greek – Cyrillic 2"
    assert label_in_language(label, "en", "es") == "griego – cirílico 2"
    assert label_in_language("Lao", "en", "ar") == "Lao"
    assert label_in_language(marked_label("Lao"), "en", "ar") != "Lao"
    assert script_name("Zzzx", "en") == "Zzzx"
    assert label_in_language(marked_label("Zzzx"), "en", "es") == "Zzzx"

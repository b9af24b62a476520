"""Names of scripts in labels: marked, and translated where they are shown."""

from __future__ import annotations

from campaign.signatories.script_names import in_language, marked, script_name, unmarked


def test_a_marked_name_is_shown_in_the_language_of_the_page() -> None:
    label = f"{marked(script_name('Grek', 'en'))} – {marked(script_name('Cyrl', 'en'))} 2"
    assert unmarked(label) == "Greek – Cyrillic 2"
    assert in_language(label, "en", "en") == "Greek – Cyrillic 2"
    assert in_language(label, "en", "es") == "griego – cirílico 2"


def test_what_names_begin_with_is_no_script() -> None:
    assert in_language("Lao", "en", "ar") == "Lao"
    assert in_language(marked("Lao"), "en", "ar") != "Lao"


def test_a_script_without_a_word_keeps_its_code() -> None:
    assert script_name("Zzzx", "en") == "Zzzx"
    assert in_language(marked("Zzzx"), "en", "es") == "Zzzx"

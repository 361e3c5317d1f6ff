"""Hypothesis strategies that several test modules share."""

from __future__ import annotations

from hypothesis import strategies as st

from namenorm.model import Alias, Entity

NAMES = (
    "Tehran", "Teheran", "تهران", "Ilham Aliyev", "İlham Əliyev", "Ильхам Алиев", "אילהם אלייב",
    "Heydar Aliyev", "Zakir Hasanov", "Zahir Hasanov", "Iran", "Iraq", "Niger", "Nigeria", "Austria", "Australia",
    "Baku–Tbilisi–Ceyhan pipeline", "Benjamin Netanyahu", "נתניהו", "თბილისი", "Հայաստան", "習近平", "東京都", "서울",
    "Six-Day War", "U.S.", "May", "Georgia", "Moshe Ya’alon", "Arrow 2", "Arrow 3", "Нурсултан Назарбаев", "🙂", "a",
)  # fmt: skip

names = st.one_of(st.sampled_from(NAMES), st.text(min_size=1, max_size=12).filter(lambda text: text.strip()))
aliases = st.builds(
    Alias,
    text=names,
    lang=st.sampled_from(["en", "az", "ru", "und"]),
    kind=st.sampled_from(["variant", "official", "former", "short", "acronym", "misspelling"]),
    strength=st.sampled_from(["strong", "weak"]),
)


@st.composite
def gazetteers(draw: st.DrawFn, max_size: int = 6) -> list[Entity]:
    """Small gazetteers with distinct IDs whose names may collide."""
    size = draw(st.integers(1, max_size))
    types = st.sampled_from(["person", "place", "organization"])
    return [
        Entity(
            id=f"Q{number + 1}",
            type=draw(types),
            labels={"en": draw(names)},
            names=tuple(draw(st.lists(aliases, max_size=3))),
            prior=draw(st.sampled_from([0.2, 0.5, 0.9])),
        )
        for number in range(size)
    ]

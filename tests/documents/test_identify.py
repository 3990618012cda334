import pytest

from onrecord.documents.identify import identify


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The prime minister said on Monday that he would resign."),
        ("pl", "Premier powiedział w poniedziałek, że poda się do dymisji."),
        ("fr", "Le premier ministre a déclaré lundi qu'il démissionnerait."),
        ("es", "El primer ministro dijo el lunes que dimitiría de su cargo."),
        ("de", "Der Ministerpräsident sagte am Montag, er werde zurücktreten."),
        ("ru", "Премьер-министр сказал в понедельник, что уйдёт в отставку."),
        ("uk", "Прем'єр-міністр сказав у понеділок, що піде у відставку."),
        ("pt", "O primeiro-ministro disse na segunda-feira que não vai se demitir."),
        ("ar", "قال رئيس الوزراء يوم الاثنين إنه سيستقيل من منصبه."),
        ("zh", "总理周一表示，他将在选举后辞职。"),
        ("km", "នាយករដ្ឋមន្ត្រីបាននិយាយកាលពីថ្ងៃចន្ទ"),
        ("und", "1 234 567 ... 89 % a"),
        ("und", "Nowak"),
        ("und", "qx zvw kjh rtp wqz"),
        ("und", ""),
    ],
)
def test_languages(language: str, text: str) -> None:
    assert identify(text) == language


def test_long_texts_are_sampled_throughout() -> None:
    text = "Menu. Home. Login. " * 20 + "Premier powiedział w poniedziałek, że poda się do dymisji. " * 5000
    assert identify(text) == "pl"

"""Answers: counted, and shown the same way every time."""

from lessons.cloud.answers import Answer, Answers

SHOP = Answers(
    (
        Answer(200, '{"version": "v2", "task": "b"}\n'),
        Answer(200, '{"version": "v1", "task": "a"}'),
        Answer(200, '{"version": "v1", "task": "a"}'),
        Answer(502, "<h1>Bad Gateway</h1>"),
        Answer(0, "Nobody answers there."),
    )
)


def test_counts_by_body_field_and_status() -> None:
    assert SHOP.counts("version") == {"": 2, "v1": 2, "v2": 1}
    assert SHOP.counts()["Nobody answers there."] == 1
    assert SHOP.statuses() == {0: 1, 200: 3, 502: 1}
    assert [answer.ok for answer in SHOP] == [True, True, True, False, False]
    assert len(SHOP) == 5
    assert SHOP.last.status == 0


def test_the_table_does_not_depend_on_the_order_of_the_answers() -> None:
    assert Answers(SHOP.all[::-1]).text == SHOP.text
    assert SHOP.text.splitlines() == [
        "1 × no answer  Nobody answers there.",
        '2 × 200 OK  {"version": "v1", "task": "a"}',
        '1 × 200 OK  {"version": "v2", "task": "b"}',
        "1 × 502 Bad Gateway  <h1>Bad Gateway</h1>",
    ]


def test_markup_in_an_answer_is_text() -> None:
    assert "&lt;h1&gt;" in SHOP.html()
    assert SHOP._repr_mimebundle_()["text/plain"] == SHOP.text


def test_odd_answers() -> None:
    assert Answers((Answer(299, "x" * 500),)).text == "1 × 299  " + "x" * 200 + "…"
    assert Answer(200, "[1]").field("version") == ""


def test_where_nobody_was_asked_a_sentence_says_so() -> None:
    assert Answers(()).text.startswith("Nobody was asked")
    assert Answers(()).html() == f"<p>{Answers(()).text}</p>"
    assert len(Answers(())) == 0

"""Texts that people should not send and do."""

from hypothesis import strategies as st

NUMBERS = (
    "1e9999999",
    "1E400000",
    "NaN",
    "-0",
    "Infinity",
    "1_000",
    "１２",
    "١٢",
    "9223372036854775808",
    "0x1F",
    "1,5",
    "--1",
    "½",
)
FRAGMENTS = (
    "<b>",
    "</pre>",
    "&lt;",
    "&#0;",
    "<a href=\"x\" onclick='y'>",
    "{0}",
    "%s%n",
    "'; DROP TABLE users;--",
    "../../etc/passwd",
    "\u202etxt",
    "\u200b",
    "e\u0301" * 100,
    "\ud800",
    "\udfff\ud83d",
    "\0",
    "\r\n\t\v\x1b[31m",
    "😀" * 50,
    "这是测试币456",
    "/p",
    "@owner",
)
words = st.one_of(
    st.sampled_from(NUMBERS),
    st.sampled_from(FRAGMENTS),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=30),
)
texts = st.lists(words, max_size=8).map(" ".join)
LONGEST = 4096 - 32
hostile = st.one_of(
    texts,
    words.map(lambda word: ((word or "x") * LONGEST)[:LONGEST]),
)
"""Arguments of a command: full Unicode, half characters, markup, numbers, up to the limit."""

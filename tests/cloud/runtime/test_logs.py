import struct
import threading

from lessons.cloud.runtime.logs import LINE_BYTES, LOG_BYTES, STDERR, STDOUT, Line, Log, frame


def texts(log: Log, *, tail: int | None = None, follow: bool = False) -> list[bytes]:
    return [line.text for line in log.lines(lambda _: True, tail=tail, follow=follow)]


def test_lines_are_whole() -> None:
    log = Log()
    log.write(STDOUT, b"one\ntw")
    log.write(STDERR, b"err\n")
    log.write(STDOUT, b"o\nend")
    assert texts(log) == [b"one\n", b"err\n", b"two\n"]
    log.close()
    assert texts(log) == [b"one\n", b"err\n", b"two\n", b"end"]
    assert texts(log, tail=1) == [b"end"]
    assert texts(log, tail=0) == []
    assert [line.text for line in log.lines(lambda line: line.stream == STDERR, tail=None, follow=False)] == [
        b"err\n"
    ]


def test_the_oldest_are_forgotten() -> None:
    log = Log()
    for number in range(20_000):
        log.write(STDOUT, b"%06d" % number + b"x" * 60 + b"\n")
    found = texts(log)
    assert sum(map(len, found)) <= LOG_BYTES
    assert found[-1].startswith(b"019999")


def test_a_line_without_end_is_cut() -> None:
    log = Log()
    log.write(STDOUT, b"x" * (3 * LINE_BYTES))
    log.write(STDOUT, b"\n")
    log.close()
    assert max(map(len, texts(log))) == LINE_BYTES
    assert sum(map(len, texts(log))) == 3 * LINE_BYTES + 1


def test_followers_hear_everything_once() -> None:
    log, heard = Log(), list[list[bytes]]()
    log.write(STDOUT, b"before\n")
    threads = [threading.Thread(target=lambda: heard.append(texts(log, follow=True))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(100):
        log.write(STDOUT, b"%d\n" % number)
    log.close()
    for thread in threads:
        thread.join(10)
    assert heard == [[b"before\n", *(b"%d\n" % number for number in range(100))]] * 3


def test_frames_are_dockers() -> None:
    line = Line(STDERR, 0.5, b"hello\n")
    assert frame(line, timestamps=False) == b"\x02\0\0\0" + struct.pack(">L", 6) + b"hello\n"
    assert frame(line, timestamps=True)[8:] == b"1970-01-01T00:00:00.500000000Z hello\n"

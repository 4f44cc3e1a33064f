#include "server/api/request_parser.h"

#include <gtest/gtest.h>

namespace overread::api {
namespace {

const RequestLimits limits;

/// 200 where the head is accepted, else the status that it is refused with.
int answerTo(const std::string& head) {
    try {
        const auto end = endOfHead(head, limits);
        if (!end) return 0;
        static_cast<void>(parseHead(std::string_view{head}.substr(0, *end), limits));
        return 200;
    } catch (const RefusedRequest& refusal) {
        return refusal.status();
    }
}

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost:8480\r\n\r\n";
}
std::string with(const std::string& fields) {
    return "POST /a HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
}

struct Example {
    const char* what;
    std::string head;
    int answer;
};

// What Poco 1.11 answers with 200 stands here beside what everybody refuses.
TEST(RequestParser, readsStrictly) {
    const std::vector<Example> examples{
        {"a plain request", get("/"), 200},
        {"a body with its length", with("Content-Length: 3\r\n"), 200},
        {"a body without its length", with(""), 411},
        {"chunked", with("Transfer-Encoding: chunked\r\n"), 411},
        {"xchunked", with("Transfer-Encoding: xchunked\r\n"), 411},
        {"length and chunked", with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"two lengths", with("Content-Length: 3\r\nContent-Length: 3\r\n"), 400},
        {"two lengths in one", with("Content-Length: 3, 3\r\n"), 400},
        {"a negative length", with("Content-Length: -3\r\n"), 400},
        {"a length with a sign", with("Content-Length: +3\r\n"), 400},
        {"a hexadecimal length", with("Content-Length: 0x3\r\n"), 400},
        {"an empty length", with("Content-Length:\r\n"), 400},
        {"a space before the colon", with("Content-Length : 3\r\n"), 400},
        {"too long a body", with("Content-Length: 60001\r\n"), 413},
        {"a length beyond 64 bit", with("Content-Length: 99999999999999999999999\r\n"), 413},
        {"a compressed body", with("Content-Length: 3\r\nContent-Encoding: gzip\r\n"), 415},
        {"an unknown expectation", with("Content-Length: 3\r\nExpect: miracles\r\n"), 417},
        {"h2c", with("Content-Length: 0\r\nUpgrade: h2c\r\n"), 400},
        {"a folded field", with("Content-Length: 3\r\nX: a\r\n b\r\n"), 400},
        {"a doubled field", with("Content-Length: 3\r\nX-A: 1\r\nx-a: 2\r\n"), 400},
        {"split cookies", with("Content-Length: 3\r\nCookie: a=1\r\nCookie: b=2\r\n"), 200},
        {"a NUL in a field", with(std::string("Content-Length: 3\r\nX: a\0b\r\n", 27)), 400},
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"a leading empty line", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", 505},
        {"HTTP/9.9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505},
        {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
        {"lower case http", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
        {"TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"CONNECT", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"a GET with a body", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n", 400},
        {"an absolute target", get("http://localhost/"), 400},
        {"a dot segment", get("/a/../b"), 400},
        {"an escaped dot segment", get("/a/%2e%2e/b"), 400},
        {"a doubly escaped dot segment stays a name", get("/a/%252e%252e/b"), 200},
        {"an escaped slash", get("/a%2fb"), 400},
        {"a backslash", get("/a%5cb"), 400},
        {"an empty segment", get("/a//b"), 400},
        {"an escaped NUL", get("/a%00"), 400},
        {"a broken escape", get("/a%4"), 400},
        {"broken UTF-8", get("/a%c3%28"), 400},
        {"an overlong slash", get("/a%c0%af"), 400},
        {"a fragment", get("/a#b"), 400},
        {"a doubled parameter", get("/a?x=1&x=2"), 400},
        {"a parameter without a name", get("/a?=2"), 400},
        {"too long a target", get("/" + std::string(8192, 'a')), 414},
        {"too long a head", get("/").substr(0, 38) + "X: " + std::string(17000, 'a'), 431},
        {"an endless head", std::string(20000, 'a'), 431},
        {"not yet complete", "GET / HTTP/1.1\r\nHost: a\r\n", 0},
    };
    for (const auto& example : examples) EXPECT_EQ(answerTo(example.head), example.answer) << example.what;
}

TEST(RequestParser, refusesTooManyFields) {
    std::string fields;
    for (int i = 0; i < 99; ++i) fields += "X-" + std::to_string(i) + ": 1\r\n";
    EXPECT_EQ(answerTo("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n"), 200);
    EXPECT_EQ(answerTo("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "X-99: 1\r\n\r\n"), 431);
}

TEST(RequestParser, decodesWhatItAccepts) {
    const auto head = parseHead(
        "GET /people/%D0%98?from=2026-11-24T09%3A00%3A00Z&word=a+b HTTP/1.1\r\nhost: h\r\nConnection: close\r\n\r\n",
        limits);
    EXPECT_EQ(head.request.path, "/people/И");
    EXPECT_EQ(head.request.parameter("from"), "2026-11-24T09:00:00Z");
    EXPECT_EQ(head.request.parameter("word"), "a b");
    EXPECT_FALSE(head.request.keepsAlive);
}

}  // namespace
}  // namespace overread::api

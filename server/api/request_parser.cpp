#include "server/api/request_parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace overread::api {

namespace {

constexpr std::array<std::string_view, 5> knownMethods{"GET", "HEAD", "POST", "PUT", "DELETE"};

bool isTokenCharacter(char c) {
    // RFC 9110, section 5.6.2
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool isToken(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isVisible(char c) {
    return c > 0x20 && c < 0x7f;
}

bool isFieldCharacter(char c) {
    // Beyond ASCII nothing is needed in our fields, and servers disagree on its meaning.
    return isVisible(c) || c == ' ' || c == '\t';
}

std::string lowerCase(std::string_view text) {
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return lower;
}

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Well-formed UTF-8 of RFC 3629: no overlong forms, no surrogates.
bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xc2 && lead < 0xe0 ? 2
                                   : (lead & 0xf0) == 0xe0       ? 3
                                   : lead >= 0xf0 && lead < 0xf5 ? 4
                                                                 : 0;
        if (length == 0 || i + length > text.size()) return false;
        unsigned codePoint = length == 1 ? lead : lead & (0x7fu >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xc0) != 0x80) return false;
            codePoint = codePoint << 6u | (next & 0x3fu);
        }
        const bool isOverlong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
        if (isOverlong || (codePoint >= 0xd800 && codePoint < 0xe000) || codePoint > 0x10ffff) return false;
        i += length;
    }
    return true;
}

std::string decodedPath(std::string_view raw) {
    if (raw.empty() || raw.front() != '/') throw RefusedRequest{400, "the target is no path"};
    std::string path;
    // Segment by segment: a slash that comes out of an escape would otherwise become a separator.
    for (std::size_t at = 0; at < raw.size();) {
        const auto end = std::min(raw.find('/', at + 1), raw.size());
        const auto segment = percentDecoded(raw.substr(at + 1, end - at - 1));
        if (!segment || segment->find_first_of("/\\") != std::string::npos || *segment == "." || *segment == "..")
            throw RefusedRequest{400, "a segment of the path is not allowed"};
        if (segment->empty() && raw.size() > 1) throw RefusedRequest{400, "an empty segment in the path"};
        path += '/' + *segment;
        at = end;
    }
    return path;
}

std::map<std::string, std::string> decodedQuery(std::string_view raw) {
    std::map<std::string, std::string> query;
    while (!raw.empty()) {
        const auto pair = raw.substr(0, raw.find('&'));
        raw.remove_prefix(std::min(pair.size() + 1, raw.size()));
        const auto equals = pair.find('=');
        std::string plainValue{equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1)};
        std::replace(plainValue.begin(), plainValue.end(), '+', ' ');
        const auto name = percentDecoded(pair.substr(0, equals));
        const auto value = percentDecoded(plainValue);
        if (!name || name->empty() || !value) throw RefusedRequest{400, "a parameter is not readable"};
        if (!query.emplace(*name, *value).second) throw RefusedRequest{400, "a parameter stands twice"};
    }
    return query;
}

void readTarget(std::string_view target, Request& request) {
    if (!std::all_of(target.begin(), target.end(), isVisible)) throw RefusedRequest{400, "the target is not readable"};
    if (target.find('#') != std::string_view::npos) throw RefusedRequest{400, "a fragment in the target"};
    const auto mark = target.find('?');
    request.path = decodedPath(target.substr(0, mark));
    if (mark != std::string_view::npos) request.query = decodedQuery(target.substr(mark + 1));
}

void readRequestLine(std::string_view line, Request& request, const RequestLimits& limits) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || last == first) throw RefusedRequest{400, "no request line"};
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!isToken(method)) throw RefusedRequest{400, "no method"};
    if (version != "HTTP/1.1") {
        const bool looksRight = version.size() == 8 && version.starts_with("HTTP/") &&
                                std::isdigit(static_cast<unsigned char>(version[5])) != 0 && version[6] == '.' &&
                                std::isdigit(static_cast<unsigned char>(version[7])) != 0;
        throw RefusedRequest{looksRight ? 505 : 400, "HTTP/1.1 alone is spoken here"};
    }
    if (target.size() > limits.targetBytes) throw RefusedRequest{414, "the target is too long"};
    if (std::find(knownMethods.begin(), knownMethods.end(), method) == knownMethods.end())
        throw RefusedRequest{501, "the method is not known here"};
    request.method = method;
    readTarget(target, request);
}

void readField(std::string_view line, Request& request) {
    // Folding (RFC 9112, 5.2) and a space before the colon (5.1) are read differently by different servers.
    if (line.front() == ' ' || line.front() == '\t') throw RefusedRequest{400, "a folded field"};
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        throw RefusedRequest{400, "a field without a name"};
    const auto value = trimmed(line.substr(colon + 1));
    if (!std::all_of(value.begin(), value.end(), isFieldCharacter))
        throw RefusedRequest{400, "a field is not readable"};
    const auto [at, isNew] = request.headers.emplace(lowerCase(line.substr(0, colon)), value);
    if (isNew) return;
    // A browser may split its cookies; every other doubled field is an attempt at two meanings.
    if (at->first == "cookie")
        at->second += "; " + std::string(value);
    else
        throw RefusedRequest{400, "a field stands twice"};
}

std::size_t lengthSaid(const std::string& text) {
    std::size_t length = 0;
    const auto* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, length);
    if (text.empty() || stopped != end || error == std::errc::invalid_argument)
        throw RefusedRequest{400, "Content-Length is no number"};
    if (error == std::errc::result_out_of_range) throw RefusedRequest{413, "the body is too long"};
    return length;
}

bool isHost(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               std::string_view{".-:[]"}.find(c) != std::string_view::npos;
    });
}

}  // namespace

std::optional<std::string> percentDecoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto byte = text[i];
        if (byte == '%') {
            const auto high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const auto low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            byte = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) return std::nullopt;
        decoded += byte;
    }
    if (!isUtf8(decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::size_t> endOfHead(std::string_view received, const RequestLimits& limits) {
    const auto window = received.substr(0, limits.headBytes);
    for (auto newline = window.find('\n'); newline != std::string_view::npos;
         newline = window.find('\n', newline + 1)) {
        if (newline == 0 || window[newline - 1] != '\r') throw RefusedRequest{400, "a line ends without CR"};
        if (newline == 1) throw RefusedRequest{400, "an empty line before the request"};
        if (newline >= 3 && window[newline - 2] == '\n') return newline + 1;
    }
    if (received.size() >= limits.headBytes) throw RefusedRequest{431, "the head is too long"};
    return std::nullopt;
}

RequestHead parseHead(std::string_view head, const RequestLimits& limits) {
    RequestHead parsed;
    auto& request = parsed.request;
    std::size_t fields = 0;
    bool isFirst = true;
    for (auto rest = head; rest != "\r\n";) {
        const auto end = rest.find("\r\n");
        if (end == std::string_view::npos) throw RefusedRequest{400, "the head does not end"};
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end + 2);
        if (line.find_first_of(std::string_view{"\r\0", 2}) != std::string_view::npos)
            throw RefusedRequest{400, "a control character in the head"};
        if (isFirst)
            readRequestLine(line, request, limits);
        else if (++fields > limits.fields)
            throw RefusedRequest{431, "too many fields"};
        else
            readField(line, request);
        isFirst = false;
    }
    if (isFirst) throw RefusedRequest{400, "no request line"};

    const auto& headers = request.headers;
    if (!headers.contains("host") || !isHost(headers.at("host"))) throw RefusedRequest{400, "no Host"};
    if (headers.contains("transfer-encoding"))
        throw RefusedRequest{headers.contains("content-length") ? 400 : 411, "a body needs its length"};
    if (headers.contains("content-encoding")) throw RefusedRequest{415, "compressed bodies are not taken"};
    if (headers.contains("upgrade")) throw RefusedRequest{400, "no other protocol is spoken here"};
    if (headers.contains("expect")) {
        if (lowerCase(headers.at("expect")) != "100-continue") throw RefusedRequest{417, "an unknown expectation"};
        parsed.expectsContinue = true;
    }
    if (headers.contains("content-length"))
        parsed.contentLength = lengthSaid(headers.at("content-length"));
    else if (request.method == "POST" || request.method == "PUT")
        throw RefusedRequest{411, "a body needs its length"};
    if (parsed.contentLength > limits.bodyBytes) throw RefusedRequest{413, "the body is too long"};
    if (parsed.contentLength > 0 && (request.method == "GET" || request.method == "HEAD"))
        throw RefusedRequest{400, "a body where none belongs"};
    request.keepsAlive = lowerCase(request.header("connection")) != "close";
    return parsed;
}

}  // namespace overread::api

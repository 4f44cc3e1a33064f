#pragma once
#include <stdexcept>
#include <string>
#include <utility>

namespace overread::wire {

/// JSON that does not say what it should. `pointer` is the JSON pointer (RFC 6901) of the field, for example
/// "/involvement/totalPercent"; `expected` says what belongs there. Becomes 422 at the API.
class Malformed : public std::runtime_error {
public:
    Malformed(std::string pointer, std::string expected)
        : std::runtime_error(pointer + ": " + expected), pointer_(std::move(pointer)), expected_(std::move(expected)) {}
    [[nodiscard]] const std::string& pointer() const { return pointer_; }
    [[nodiscard]] const std::string& expected() const { return expected_; }

private:
    std::string pointer_;
    std::string expected_;
};

}  // namespace overread::wire

#pragma once
#include <stdexcept>
#include <string>

namespace overread::wire {

/// JSON that does not say what it should. `pointer` is the JSON pointer (RFC 6901) of the field, for example
/// "/involvement/totalPercent"; what() says what was expected there. Becomes 422 at the API.
class Malformed : public std::runtime_error {
public:
    Malformed(std::string pointer, const std::string& expected)
        : std::runtime_error(pointer + ": " + expected), pointer_(std::move(pointer)) {}
    [[nodiscard]] const std::string& pointer() const { return pointer_; }

private:
    std::string pointer_;
};

}  // namespace overread::wire

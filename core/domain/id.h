#pragma once
#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace overread {

/// True for the canonical text of a UUID: 36 characters, lower case, as PostgreSQL prints it.
[[nodiscard]] bool isCanonicalUuid(std::string_view text);

namespace detail {
[[noreturn]] void refuseId(std::string_view text);
}

/// Identity of one kind of thing, so that the id of a case cannot be passed for that of a report. Inside the house
/// alone: what a reviewer sees is a random handle per assignment, since a UUIDv7 tells when it was made.
template <class Tag>
class Id {
public:
    /// Throws std::invalid_argument unless `text` is a canonical UUID.
    static Id parse(std::string_view text) {
        if (!isCanonicalUuid(text)) detail::refuseId(text);
        Id id;
        id.text_ = text;
        return id;
    }
    /// Empty for a default-constructed id, which names nothing.
    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool isEmpty() const { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

private:
    std::string text_;
};

using UserId = Id<struct UserTag>;  ///< a person: radiologist, reviewer, head ...; a reporter need not have an account
using StudyId = Id<struct StudyTag>;
using ReportId = Id<struct ReportTag>;  ///< one report with all its versions
using CaseId = Id<struct CaseTag>;
using AssignmentId = Id<struct AssignmentTag>;
using AlertId = Id<struct AlertTag>;
using FeedbackId = Id<struct FeedbackTag>;

}  // namespace overread

template <class Tag>
struct std::hash<overread::Id<Tag>> {
    std::size_t operator()(const overread::Id<Tag>& id) const { return std::hash<std::string>{}(id.text()); }
};

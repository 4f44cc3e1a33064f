#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace overread::reports {

enum class Language { english, russian };
/// "en" or "ru"; none for anything else.
[[nodiscard]] std::optional<Language> languageNamed(std::string_view name);

/// One text in both languages: the second is never forgotten, since it does not compile without it.
struct Words {
    std::string_view english;
    std::string_view russian;
    [[nodiscard]] std::string in(Language language) const {
        return std::string(language == Language::english ? english : russian);
    }
};

/// A number with so many digits after the point, or the comma.
[[nodiscard]] std::string fixedText(double number, int digits, Language language);
/// "CT-2", "КТ-2".
[[nodiscard]] std::string gradeText(std::string_view gradeName, Language language);
/// "36 reviews so far. About 59 more before this says anything."; empty when nothing is missing.
[[nodiscard]] std::string stillNeededText(long reviews, long stillNeeded, Language language);

}  // namespace overread::reports

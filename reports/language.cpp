#include "reports/language.h"

#include <iomanip>
#include <locale>
#include <sstream>

namespace overread::reports {
namespace {

/// Which of the three forms a Russian noun takes after a number: 1 проверка, 2 проверки, 5 проверок.
std::string russianForm(long n, const char* one, const char* few, const char* many) {
    const long tens = n % 100;
    const long ones = n % 10;
    if (tens >= 11 && tens <= 14) return many;
    return ones == 1 ? one : ones >= 2 && ones <= 4 ? few : many;
}

}  // namespace

std::optional<Language> languageNamed(std::string_view name) {
    if (name == "en") return Language::english;
    if (name == "ru") return Language::russian;
    return std::nullopt;
}

std::string fixedText(double number, int digits, Language language) {
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << std::fixed << std::setprecision(digits) << number;
    auto written = text.str();
    if (language == Language::russian)
        if (const auto point = written.find('.'); point != std::string::npos) written[point] = ',';
    return written;
}

std::string gradeText(std::string_view gradeName, Language language) {
    return language == Language::english ? std::string(gradeName) : "КТ" + std::string(gradeName.substr(2));
}

std::string stillNeededText(long reviews, long stillNeeded, Language language) {
    if (stillNeeded == 0) return {};
    const auto so = std::to_string(reviews);
    const auto more = std::to_string(stillNeeded);
    if (language == Language::english)
        return so + (reviews == 1 ? " review" : " reviews") + " so far. About " + more +
               " more before this says anything.";
    return "Пока " + so + ' ' + russianForm(reviews, "проверка", "проверки", "проверок") +
           ". До вывода нужно ещё около " + more + '.';
}

}  // namespace overread::reports

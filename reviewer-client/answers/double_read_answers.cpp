#include "reviewer-client/answers/double_read_answers.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace overread::client {
namespace {
constexpr double rightLungShare = 0.53;
constexpr double nearPoints = 3;

double toTenth(double value) {
    return std::round(value * 10) / 10;
}
}  // namespace

std::optional<double> parsePercent(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '%')) text.remove_suffix(1);
    int whole = 0;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        if (i == 3) return std::nullopt;
        whole = whole * 10 + (text[i] - '0');
    }
    if (i == 0) return std::nullopt;
    double value = whole;
    if (i < text.size()) {
        if ((text[i] != '.' && text[i] != ',') || i + 2 != text.size() || text[i + 1] < '0' || text[i + 1] > '9')
            return std::nullopt;
        value += (text[i + 1] - '0') / 10.0;
    }
    if (value > 100) return std::nullopt;
    return value;
}

std::string percentText(double percent) {
    const double tenth = toTenth(percent);
    char text[16];
    std::snprintf(text, sizeof text, tenth == std::floor(tenth) ? "%.0f" : "%.1f", tenth);
    return text;
}

std::optional<double> totalPercentOf(const DoubleReadAnswers& answers) {
    if (answers.statedTotalPercent) return answers.statedTotalPercent;
    if (!answers.rightPercent || !answers.leftPercent) return std::nullopt;
    const double total = rightLungShare * *answers.rightPercent + (1 - rightLungShare) * *answers.leftPercent;
    // A trace of disease must not round away to "none".
    return total > 0 && total < 0.1 ? 0.1 : toTenth(total);
}

std::optional<Grade> gradeOfPercent(const DoubleReadAnswers& answers, const GradeLimits& limits) {
    const auto total = totalPercentOf(answers);
    if (!total) return std::nullopt;
    return overread::gradeOf(*total, limits);
}

std::optional<Grade> gradeOf(const DoubleReadAnswers& answers, const GradeLimits& limits) {
    return answers.chosenGrade ? answers.chosenGrade : gradeOfPercent(answers, limits);
}

bool asksGradeReason(const DoubleReadAnswers& answers, const GradeLimits& limits) {
    const auto ofPercent = gradeOfPercent(answers, limits);
    return answers.chosenGrade && ofPercent && *answers.chosenGrade != *ofPercent;
}

std::optional<NearLimit> nearLimit(double totalPercent, const GradeLimits& limits) {
    const Grade grade = overread::gradeOf(totalPercent, limits);
    if (grade == Grade::ct0) return std::nullopt;
    const auto interval = involvementOf(grade, limits);
    const auto neighbour = [grade](int by) { return static_cast<Grade>(static_cast<int>(grade) + by); };
    const double above = toTenth(interval.toPercent - totalPercent);
    const double below = toTenth(totalPercent - interval.fromPercent);
    if (grade != Grade::ct4 && above <= nearPoints) return NearLimit{above, neighbour(1)};
    if (grade != Grade::ct1 && below <= nearPoints) return NearLimit{below, neighbour(-1)};
    return std::nullopt;
}

std::optional<ReadQuestion> firstOpen(const DoubleReadAnswers& answers, const GradeLimits& limits) {
    if (!answers.rightPercent) return ReadQuestion::rightPercent;
    if (!answers.leftPercent) return ReadQuestion::leftPercent;
    if (asksGradeReason(answers, limits) && !answers.gradeReason) return ReadQuestion::gradeReason;
    if (!answers.findingsAnswered) return ReadQuestion::findings;
    if (!answers.quality) return ReadQuestion::quality;
    if (*answers.quality != ImageQuality::diagnostic && answers.qualityReasons.empty())
        return ReadQuestion::qualityReasons;
    if (!answers.confidence) return ReadQuestion::confidence;
    return std::nullopt;
}

std::variant<DoubleRead, ReadQuestion> completed(const DoubleReadAnswers& answers, const GradeLimits& limits) {
    if (const auto open = firstOpen(answers, limits)) return *open;
    DoubleRead read;
    read.grade = gradeOf(answers, limits).value();
    if (asksGradeReason(answers, limits)) read.gradeReason = answers.gradeReason;
    read.involvement = {totalPercentOf(answers).value(), answers.rightPercent, answers.leftPercent};
    read.findings = answers.findings;
    read.quality = *answers.quality;
    if (read.quality != ImageQuality::diagnostic)
        read.qualityReasons.assign(answers.qualityReasons.begin(), answers.qualityReasons.end());
    read.confidence = *answers.confidence;
    read.text = answers.text;
    return read;
}

}  // namespace overread::client

#include "reports/imprint.h"

#include <map>

#include "reports/words.h"

namespace overread::reports {
namespace {

const std::map<std::string, Words>& purposes() {
    static const std::map<std::string, Words> all{
        {"qualityReview", {"quality review", "обзор качества"}},
        {"talk", {"a talk with the radiologist", "беседа с рентгенологом"}},
        {"teaching", {"teaching", "обучение"}},
        {"inspection", {"inspection", "проверка надзорным органом"}},
        {"ownRecord", {"own record", "собственный архив"}},
        {"feedback", {"feedback to the radiologist", "отзыв рентгенологу"}},
    };
    return all;
}

}  // namespace

std::string bannerOf(const Imprint& imprint, Language language) {
    const auto usual =
        Words{"Quality assurance; not for primary diagnosis.", "Контроль качества; не для первичной диагностики."}.in(
            language);
    if (!imprint.banner.empty()) return usual + ' ' + imprint.banner;
    return usual + ' ' + Words{"Confidential peer review.", "Конфиденциально: экспертная оценка."}.in(language);
}

std::string madeText(const Imprint& imprint, Language language) {
    return Words{"Made ", "Составлено "}.in(language) + momentText(imprint.madeAt, language) +
           Words{" for: ", ", цель: "}.in(language) + purposes().at(imprint.purpose).in(language) + '.';
}

bool isPurpose(const std::string& code) {
    return purposes().contains(code);
}

}  // namespace overread::reports

#include "reports/words.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace overread::reports {
namespace {

TEST(Words, areThoseOfThePages) {
    for (const auto& [language, file] :
         {std::pair{Language::english, "en.json"}, std::pair{Language::russian, "ru.json"}}) {
        std::ifstream in(std::string(OVERREAD_SOURCE_DIR "/server/web/messages/") + file);
        const auto messages = nlohmann::json::parse(in);
        int compared = 0;
        for (const auto& [key, value] : messages.items()) {
            const std::string text = value;
            if (key.starts_with("metric.") && messages.contains("why." + key.substr(7))) {
                const auto& metric = metricNamed(key.substr(7));
                EXPECT_EQ(metric.name.in(language), text);
                EXPECT_EQ(metric.definition.in(language), messages.at("why." + key.substr(7)));
                ++compared;
            }
            for (const std::string group : {"outcome", "reason", "rule", "routing", "involvement", "verdict"})
                if (key.starts_with(group + ".")) {
                    EXPECT_EQ(wordsOf(group, key.substr(group.size() + 1), language), text) << key;
                    ++compared;
                }
        }
        EXPECT_GT(compared, 50) << file;
    }
}

TEST(Words, saySpansAndMomentsInEachLanguage) {
    const auto moment = *parseRfc3339("2026-11-04T16:05:59Z");
    EXPECT_EQ(momentText(moment, Language::english), "4 Nov 2026, 16:05 UTC");
    EXPECT_EQ(momentText(moment, Language::russian), "04.11.2026, 16:05 UTC");
    EXPECT_EQ(spanText({"2025-11", "2026-10"}, Language::english), "Nov 2025 to Oct 2026");
    EXPECT_EQ(spanText({"2026-10", "2026-10"}, Language::russian), "окт 2026");
    EXPECT_EQ(figureText(MetricKind::coefficient, {36, {}, -0.12, -0.4, 0.2, ""}, Language::russian),
              "-0,12 (-0,40 … 0,20), n\u00a036");
    EXPECT_THROW((void)metricNamed("cheapness"), std::out_of_range);
}

TEST(StillNeeded, takesTheThreeRussianForms) {
    const auto text = [](long n) { return stillNeededText(n, 5, Language::russian); };
    EXPECT_EQ(text(21), "Пока 21 проверка. До вывода нужно ещё около 5.");
    EXPECT_NE(text(3).find("проверки"), std::string::npos);
    EXPECT_NE(text(12).find("проверок"), std::string::npos);
    EXPECT_EQ(stillNeededText(200, 0, Language::english), "");
}

}  // namespace
}  // namespace overread::reports

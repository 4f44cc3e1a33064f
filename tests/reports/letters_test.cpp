#include <gtest/gtest.h>

#include "tests/reports/examples.h"

namespace overread::reports {
namespace {

TEST(FeedbackLetter, saysWhatDiffersAndWhatMayBeDoneInBothLanguages) {
    const auto english = toHtml(documentOf(examples::aLetter(), Language::english));
    EXPECT_NE(english.find("The settled grade differs from your report. Please look again."), std::string::npos);
    EXPECT_NE(english.find("The two grades send the patient different ways. Points apart: 44.0."), std::string::npos);
    EXPECT_NE(english.find("Until 7 Nov 2026, 09:42 UTC you may"), std::string::npos);
    EXPECT_NE(english.find("hospital at once"), std::string::npos);
    EXPECT_NE(english.find("data:image/png;base64,"), std::string::npos) << "the slice travels with the letter";
    EXPECT_NE(english.find("#56b4e9"), std::string::npos) << "ground glass is outlined";
    const auto russian = toHtml(documentOf(examples::aLetter(), Language::russian));
    EXPECT_NE(russian.find("Итоговая степень отличается от вашего описания."), std::string::npos);
    EXPECT_NE(russian.find("немедленная госпитализация"), std::string::npos);
    for (const auto* left : {"settled", "Please", "Until", "CT-3"})
        EXPECT_EQ(russian.find(left), std::string::npos) << left;
}

TEST(FeedbackLetter, namesNoPatientAndTakesTheCommentAsText) {
    const auto html = toHtml(documentOf(examples::aLetter(), Language::english));
    EXPECT_EQ(html.find("1.2.840"), std::string::npos);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_NE(html.find("&lt;img src=&quot;file:///etc/passwd&quot;&gt;"), std::string::npos);
}

TEST(FeedbackLetter, blamesNobody) {
    const auto html = toHtml(documentOf(examples::aLetter(), Language::english));
    for (const auto* word : {"error", "fault", "score", "bad "}) EXPECT_EQ(html.find(word), std::string::npos) << word;
}

TEST(FeedbackLetter, saysWhatThePanelMadeOfADispute) {
    auto letter = examples::aLetter();
    auto& row = letter.detail.row;
    row.state = "disputed";
    row.question = "Slice 40, is it not motion?";
    EXPECT_NE(toHtml(documentOf(letter, Language::english)).find("A fresh arbiter reads it"), std::string::npos);
    row.panel = wire::FeedbackRow::Panel{PanelVerdict::partly, Grade::ct2, "motion explains half of it", row.sentAt};
    const auto html = toHtml(documentOf(letter, Language::english));
    EXPECT_NE(html.find("The panel, 2 Nov 2026: partly changed, CT-2. motion explains half of it"), std::string::npos);
    EXPECT_EQ(html.find("A fresh arbiter reads it"), std::string::npos);
}

TEST(LearningSet, asksFirstAndAnswersOnAPageOfItsOwn) {
    const auto html = toHtml(documentOf(examples::aLearningSet(), Language::english));
    EXPECT_LT(html.rfind("Which grade would you give?"), html.find("Answers"));
    EXPECT_GT(html.find("consolidation, both lower lobes"), html.find("Answers"));
    EXPECT_EQ(html.find("#56b4e9"), std::string::npos) << "outlines would tell";
    EXPECT_NE(html.find("The images are on the page of the session."), std::string::npos);
}

TEST(LearningSet, namesNoCaseAndNoPlace) {
    for (const auto language : {Language::english, Language::russian}) {
        const auto html = toHtml(documentOf(examples::aLearningSet(), language));
        EXPECT_EQ(html.find("0192f0c4"), std::string::npos);
        const auto csv = toCsv(examples::aLearningSet(), language);
        EXPECT_EQ(csv.find("0192f0c4"), std::string::npos);
        EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"http://x\"\")\""), std::string::npos) << csv;
    }
}

}  // namespace
}  // namespace overread::reports

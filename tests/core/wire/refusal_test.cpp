#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/wire/administration.h"
#include "core/wire/assignment.h"
#include "core/wire/domain_json.h"
#include "core/wire/malformed.h"
#include "core/wire/parse.h"
#include "core/wire/report.h"
#include "core/wire/session.h"

namespace overread::wire {
namespace {

using nlohmann::json;

json aReport() {
    return {{"studyInstanceUid", "1.2.840.113619.2.1"},
            {"reporter", "R-17"},
            {"facility", "F12"},
            {"grade", "CT-1"},
            {"involvement", {{"totalPercent", 12}}},
            {"signedAt", "2026-11-24T09:42:00Z"}};
}

json aRead() {
    return DoubleRead{};
}

/// The pointer of the field that was refused; "accepted" where nothing was.
template <class T>
std::string refusedIn(const json& document) {
    try {
        static_cast<void>(document.get<T>());
        return "accepted";
    } catch (const Malformed& refusal) {
        return refusal.pointer();
    }
}

json with(json document, const std::string& pointer, const json& value) {
    document[json::json_pointer(pointer)] = value;
    return document;
}

struct Example {
    std::string pointer;
    json value;
};

TEST(Wire, refusesAReportNamingTheField) {
    EXPECT_EQ(refusedIn<ReportSubmission>(aReport()), "accepted");
    const std::vector<Example> examples{{"/grade", "CT-5"},
                                        {"/grade", "ct1"},
                                        {"/grade", 1},
                                        {"/grade", nullptr},
                                        {"/involvement/totalPercent", 100.1},
                                        {"/involvement/totalPercent", -0.1},
                                        {"/involvement/rightPercent", "12"},
                                        {"/clinicalPicture/temperatureC", 375},
                                        {"/clinicalPicture/symptoms/1", "sneeze"},
                                        {"/routing", "hospital"},
                                        {"/findings/groundGlass", 1},
                                        {"/signedAt", "2026-11-24 09:42"},
                                        {"/signedAt", "1926-11-24T09:42:00Z"},
                                        {"/studyInstanceUid", "1.2;drop table"},
                                        {"/reporter", ""},
                                        {"/reporter", std::string(65, 'x')},
                                        {"/text", std::string("nul\0", 4)},
                                        {"/text", std::string(20001, 'x')},
                                        {"/patientName", "Ivanova"}};
    for (const auto& example : examples) {
        auto document = aReport();
        if (example.pointer == "/clinicalPicture/symptoms/1") document["clinicalPicture"]["symptoms"] = {"cough"};
        EXPECT_EQ(refusedIn<ReportSubmission>(with(document, example.pointer, example.value)), example.pointer)
            << example.value.dump().substr(0, 60);
    }
}

TEST(Wire, refusesAReportThatNamesNoStudy) {
    auto report = aReport();
    report.erase("studyInstanceUid");
    EXPECT_EQ(refusedIn<ReportSubmission>(report), "/studyInstanceUid");
    report["accessionNumber"] = "A-4711";
    EXPECT_EQ(refusedIn<ReportSubmission>(report), "accepted");
}

TEST(Wire, takesTheEndsOfEachRange) {
    for (const auto percent : {0.0, 100.0})
        EXPECT_EQ(refusedIn<DoubleRead>(with(aRead(), "/involvement/totalPercent", percent)), "accepted");
    for (const auto confidence : {1, 3})
        EXPECT_EQ(refusedIn<DoubleRead>(with(aRead(), "/confidence", confidence)), "accepted");
    // 20,000 characters, of two bytes each
    std::string russian;
    for (int i = 0; i < 20000; ++i) russian += "Я";
    EXPECT_EQ(refusedIn<DoubleRead>(with(aRead(), "/text", russian)), "accepted");
}

TEST(Wire, refusesAReadNamingTheField) {
    const std::vector<Example> examples{
        {"/confidence", 0}, {"/confidence", 4},      {"/confidence", 2.5},    {"/confidence", 18446744073709551615u},
        {"/quality", ""},   {"/qualityReasons", ""}, {"/gradeReason", "why"}, {"/involvement", nullptr},
        {"/grade", {}},     {"/reader", "me"}};
    for (const auto& example : examples)
        EXPECT_EQ(refusedIn<DoubleRead>(with(aRead(), example.pointer, example.value)), example.pointer);
    EXPECT_EQ(refusedIn<DoubleRead>(json::array()), "");
}

TEST(Wire, escapesThePointerOfAStrangeField) {
    EXPECT_EQ(refusedIn<Note>({{"text", "a"}, {"a/b~c", 1}}), "/a~1b~0c");
}

TEST(Wire, refusesAReviewWhoseScoreAndSignificanceDisagree) {
    EXPECT_EQ(refusedIn<PeerReview>({{"score", 1}, {"significance", "likely"}}), "/significance");
    EXPECT_EQ(refusedIn<PeerReview>({{"score", 2}}), "/significance");
    EXPECT_EQ(refusedIn<PeerReview>({{"score", 2}, {"significance", "unlikely"}}), "accepted");
    EXPECT_EQ(refusedIn<PeerReview>({{"score", 3}, {"significance", "unlikely"}, {"comment", " "}}), "/comment");
    EXPECT_EQ(refusedIn<PeerReview>({{"score", 4}, {"significance", "likely"}}), "/score");
}

TEST(Wire, refusesAMeasurementWithoutItsFigures) {
    EXPECT_EQ(refusedIn<Quantification>({{"status", "measured"}}), "/grade");
    EXPECT_EQ(refusedIn<Quantification>({{"status", "refused"}}), "/reason");
    EXPECT_EQ(refusedIn<Quantification>({{"status", "pending"}}), "accepted");
}

TEST(Wire, refusesAShortPasswordOfANewUser) {
    json user = NewUser{"lead", "L-1", "Lead", {Role::qaLead}, "", "fourteen chars"};
    EXPECT_EQ(refusedIn<NewUser>(user), "/password");
    user["password"] = "fifteen letters";
    EXPECT_EQ(refusedIn<NewUser>(user), "accepted");
    user["roles"] = {"god"};
    EXPECT_EQ(refusedIn<NewUser>(user), "/roles/0");
}

TEST(Parse, refusesWhatIsNotOneJsonValue) {
    for (const auto* text : {"", "{", "{} {}", "{\"a\":1,}", "[1]]", "nul", "{'a':1}", "\xff\xfe",
                             "{\"a\":\"\xc3\x28\"}", "{\"a\":1,\"a\":2}", "{\"b\":{\"a\":1,\"a\":1}}", "1e999", "NaN"})
        EXPECT_THROW(static_cast<void>(parseStrictly(text)), NotJson) << text;
    EXPECT_EQ(parseStrictly(R"({"a":{"a":1},"b":[{"a":2},{"a":3}]})").at("b").size(), 2u);
}

TEST(Parse, keepsTheLimits) {
    const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_NO_THROW(static_cast<void>(parseStrictly(nested(32))));
    EXPECT_THROW(static_cast<void>(parseStrictly(nested(33))), NotJson);
    EXPECT_THROW(static_cast<void>(parseStrictly(nested(29000))), NotJson);

    const auto list = [](int values) {
        std::string text = "[1";
        for (int i = 2; i < values; ++i) text += ",1";
        return text + "]";
    };
    EXPECT_NO_THROW(static_cast<void>(parseStrictly(list(10000))));
    EXPECT_THROW(static_cast<void>(parseStrictly(list(10001))), NotJson);

    EXPECT_NO_THROW(static_cast<void>(parseStrictly('"' + std::string(59998, 'x') + '"')));
    EXPECT_THROW(static_cast<void>(parseStrictly('"' + std::string(59999, 'x') + '"')), NotJson);
}

TEST(Parse, doesNotRepeatWhatItRefused) {
    try {
        static_cast<void>(parseStrictly(R"({"patient": "Ivanova" oops)"));
        FAIL() << "accepted";
    } catch (const NotJson& refusal) {
        EXPECT_EQ(std::string(refusal.what()).find("Ivanova"), std::string::npos);
    }
}

}  // namespace
}  // namespace overread::wire

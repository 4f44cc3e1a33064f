#include <gtest/gtest.h>

#include "reviewer-client/answers/double_read_answers.h"
#include "reviewer-client/answers/draft.h"
#include "reviewer-client/answers/key_bindings.h"
#include "reviewer-client/answers/lease_clock.h"
#include "reviewer-client/answers/own_figures.h"
#include "reviewer-client/answers/peer_review_answers.h"
#include "reviewer-client/answers/reveal_wait.h"
#include "reviewer-client/answers/settlement_answers.h"
#include "reviewer-client/answers/sitting.h"

namespace overread::client {
namespace {

const GradeLimits limits{};

DoubleReadAnswers aCompleteRead() {
    DoubleReadAnswers answers;
    answers.rightPercent = 40;
    answers.leftPercent = 20;
    answers.findingsAnswered = true;
    answers.findings.groundGlass = true;
    answers.quality = ImageQuality::diagnostic;
    answers.confidence = 3;
    return answers;
}

TEST(PercentText, isReadWithPointOrComma) {
    EXPECT_EQ(parsePercent("31"), 31);
    EXPECT_EQ(parsePercent("31,5"), 31.5);
    EXPECT_EQ(parsePercent(" 31.5 % "), 31.5);
    EXPECT_EQ(parsePercent("0"), 0);
    EXPECT_EQ(parsePercent("100"), 100);
}

TEST(PercentText, isNeverGuessed) {
    for (const auto* text :
         {"", " ", "%", "-1", "100.1", "101", "1000", "3 1", "31.", ".5", "31,55", "3e1", "nan", "O"})
        EXPECT_EQ(parsePercent(text), std::nullopt) << text;
}

TEST(TotalPercent, isWeightedByLungVolume) {
    DoubleReadAnswers answers;
    answers.rightPercent = 40;
    EXPECT_EQ(totalPercentOf(answers), std::nullopt);
    answers.leftPercent = 20;
    EXPECT_DOUBLE_EQ(*totalPercentOf(answers), 30.6);  // 0.53 * 40 + 0.47 * 20
    answers.statedTotalPercent = 33;
    EXPECT_DOUBLE_EQ(*totalPercentOf(answers), 33);
}

TEST(TotalPercent, ofEqualSidesIsThatOfTheSides) {
    // 0.53 * 25 + 0.47 * 25 is a hair over 25 in binary: it must not become the next grade.
    for (const auto& [percent, grade] :
         {std::pair{25.0, Grade::ct1}, {50.0, Grade::ct2}, {75.0, Grade::ct4}, {100.0, Grade::ct4}}) {
        DoubleReadAnswers answers;
        answers.rightPercent = answers.leftPercent = percent;
        EXPECT_DOUBLE_EQ(*totalPercentOf(answers), percent);
        EXPECT_EQ(gradeOf(answers, limits), grade) << percent;
    }
}

TEST(TotalPercent, ofATraceIsNotNone) {
    DoubleReadAnswers answers;
    answers.rightPercent = 0.1;
    answers.leftPercent = 0;
    EXPECT_EQ(gradeOf(answers, limits), Grade::ct1);
}

TEST(Grade, followsThePercentUntilTheReaderChoosesAnother) {
    auto answers = aCompleteRead();
    EXPECT_EQ(gradeOf(answers, limits), Grade::ct2);
    EXPECT_FALSE(asksGradeReason(answers, limits));
    answers.chosenGrade = Grade::ct3;
    EXPECT_EQ(gradeOf(answers, limits), Grade::ct3);
    EXPECT_TRUE(asksGradeReason(answers, limits));
    EXPECT_EQ(firstOpen(answers, limits), ReadQuestion::gradeReason);
    answers.gradeReason = GradeReason::grewByHalf;
    EXPECT_EQ(std::get<DoubleRead>(completed(answers, limits)).gradeReason, GradeReason::grewByHalf);
}

TEST(Grade, reasonOfAnEarlierChoiceIsNotSentAlong) {
    auto answers = aCompleteRead();
    answers.gradeReason = GradeReason::other;
    EXPECT_EQ(std::get<DoubleRead>(completed(answers, limits)).gradeReason, std::nullopt);
}

TEST(NearLimit, isSaidWithinThreePoints) {
    EXPECT_EQ(nearLimit(48, limits), (NearLimit{2, Grade::ct3}));
    EXPECT_EQ(nearLimit(50, limits), (NearLimit{0, Grade::ct3}));
    EXPECT_EQ(nearLimit(50.5, limits), (NearLimit{0.5, Grade::ct2}));
    EXPECT_EQ(nearLimit(74, limits), (NearLimit{1, Grade::ct4}));
    EXPECT_EQ(nearLimit(75, limits), (NearLimit{0, Grade::ct3}));
    EXPECT_EQ(nearLimit(2, limits), std::nullopt);
    EXPECT_EQ(nearLimit(0, limits), std::nullopt);
    EXPECT_EQ(nearLimit(40, limits), std::nullopt);
    EXPECT_EQ(nearLimit(100, limits), std::nullopt);
}

TEST(DoubleReadAnswers, askInTheOrderOfThinking) {
    DoubleReadAnswers answers;
    EXPECT_EQ(firstOpen(answers, limits), ReadQuestion::rightPercent);
    answers.rightPercent = 0;
    EXPECT_EQ(firstOpen(answers, limits), ReadQuestion::leftPercent);
    answers.leftPercent = 0;
    EXPECT_EQ(firstOpen(answers, limits), ReadQuestion::findings);
    answers.findingsAnswered = true;
    EXPECT_EQ(firstOpen(answers, limits), ReadQuestion::quality);
    answers.quality = ImageQuality::limited;
    EXPECT_EQ(firstOpen(answers, limits), ReadQuestion::qualityReasons);
    answers.qualityReasons.insert("motion");
    EXPECT_EQ(firstOpen(answers, limits), ReadQuestion::confidence);
    answers.confidence = 2;
    EXPECT_EQ(firstOpen(answers, limits), std::nullopt);
    const auto read = std::get<DoubleRead>(completed(answers, limits));
    EXPECT_EQ(read.grade, Grade::ct0);
    EXPECT_EQ(read.involvement.rightPercent, 0);
    EXPECT_EQ(read.qualityReasons, std::vector<std::string>{"motion"});
    EXPECT_EQ(read.confidence, 2);
}

TEST(PeerReviewAnswers, needOneDigitToConcur) {
    PeerReviewAnswers answers;
    EXPECT_EQ(firstOpen(answers), ReviewQuestion::score);
    answers.score = RadpeerScore::concur;
    EXPECT_EQ(firstOpen(answers), std::nullopt);
}

TEST(PeerReviewAnswers, needACommentWhereAnArbiterFollows) {
    PeerReviewAnswers answers;
    answers.score = RadpeerScore::notOrdinarilyMade;
    EXPECT_EQ(firstOpen(answers), ReviewQuestion::significance);
    answers.significance = Significance::unlikely;
    EXPECT_EQ(firstOpen(answers), ReviewQuestion::errorKind);
    answers.errorKind = ErrorKind::perception;
    EXPECT_EQ(firstOpen(answers), std::nullopt);  // 2a
    answers.significance = Significance::likely;  // 2b
    EXPECT_EQ(firstOpen(answers), ReviewQuestion::comment);
    answers.comment = "  \n";
    EXPECT_EQ(firstOpen(answers), ReviewQuestion::comment);
    answers.comment = "missed consolidation";
    EXPECT_EQ(firstOpen(answers), std::nullopt);
}

TEST(PeerReviewAnswers, leaveOutWhatBelongsToAnotherScore) {
    PeerReviewAnswers answers;
    answers.score = RadpeerScore::concur;
    answers.significance = Significance::likely;
    answers.errorKind = ErrorKind::reporting;
    const auto review = std::get<PeerReview>(completed(answers));
    EXPECT_EQ(review.significance, std::nullopt);
    EXPECT_EQ(review.errorKind, std::nullopt);
}

TEST(SettlementAnswers, needGradeAndReason) {
    const auto none = std::nullopt;
    EXPECT_EQ(std::get<SettlementQuestion>(completed({}, none)), SettlementQuestion::grade);
    EXPECT_EQ(std::get<SettlementQuestion>(completed({none, Grade::ct3, " "}, none)), SettlementQuestion::reason);
    const auto settled = std::get<wire::Settlement>(completed({none, Grade::ct3, "both lungs"}, none));
    EXPECT_EQ(settled.grade, Grade::ct3);
    EXPECT_EQ(settled.verdict, none);
    EXPECT_TRUE(alertsFacility(Grade::ct1, Grade::ct3));
    EXPECT_FALSE(alertsFacility(Grade::ct3, Grade::ct1));
    EXPECT_FALSE(alertsFacility(Grade::ct3, Grade::ct4));
}

TEST(SettlementAnswers, ofAPanelNeedAVerdictThatFitsTheGrade) {
    using enum PanelVerdict;
    using Question = SettlementQuestion;
    const auto open = [](const SettlementAnswers& answers) {
        const auto result = completed(answers, Grade::ct3);
        const auto* question = std::get_if<Question>(&result);
        return question ? std::optional{*question} : std::nullopt;
    };
    EXPECT_EQ(open({std::nullopt, Grade::ct3, "why"}), Question::verdict);
    EXPECT_EQ(open({overturned, std::nullopt, "why"}), Question::grade);
    EXPECT_EQ(open({upheld, Grade::ct2, "why"}), Question::verdict) << "upheld keeps the grade";
    EXPECT_EQ(open({partly, Grade::ct3, "why"}), Question::grade) << "partly gives another one";
    EXPECT_EQ(open({upheld, Grade::ct3, " "}), Question::reason);
    for (const auto& whole :
         {SettlementAnswers{upheld, Grade::ct3, "why"}, SettlementAnswers{overturned, Grade::ct2, "why"},
          SettlementAnswers{partly, Grade::ct4, "why"}}) {
        EXPECT_EQ(open(whole), std::nullopt);
        EXPECT_EQ(std::get<wire::Settlement>(completed(whole, Grade::ct3)).verdict, whole.verdict);
    }
}

TEST(Draft, comesBackAsItWas) {
    Draft draft;
    draft.changedAt = *parseRfc3339("2026-11-24T09:42:00Z");
    draft.slice = 121;
    draft.marks = {3, 121};
    draft.read = aCompleteRead();
    draft.read.chosenGrade = Grade::ct3;
    draft.read.gradeReason = GradeReason::clinicalPicture;
    draft.read.text = "текст \"quoted\"\n";
    draft.review.score = RadpeerScore::shouldBeMade;
    draft.review.technicalRemarks = {TechnicalRemark::motion};
    draft.review.greatCall = true;
    draft.settlement = {PanelVerdict::partly, Grade::ct4, "why"};
    EXPECT_EQ(draftFrom(toText(draft)), draft);
    EXPECT_EQ(draftFrom(toText(Draft{})), Draft{});
}

TEST(KeyBindings, comeBackAsTheyWereAndNothingForeignDoes) {
    const KeyBindings keys{{"mark", "Shift+J"}, {"reset", "X"}};
    EXPECT_EQ(keyBindingsFrom(toText(keys)), keys);
    for (const auto* foreign : {"", "{}", R"({"keys":[1]})", R"({"keys":{"mark":7}})"})
        EXPECT_TRUE(keyBindingsFrom(foreign).empty()) << foreign;
}

TEST(Draft, isNoneWhereTheTextIsNotItsOwn) {
    const auto whole = toText(Draft{});
    for (const auto& text : {std::string(), std::string("{}"), std::string("[1]"), whole.substr(0, whole.size() / 2),
                             std::string("another client's")})
        EXPECT_EQ(draftFrom(text), std::nullopt) << text;
}

TEST(Draft, laterOneWins) {
    Draft early, late;
    early.changedAt = *parseRfc3339("2026-11-24T09:42:00Z");
    late.changedAt = *parseRfc3339("2026-11-24T09:43:00Z");
    EXPECT_EQ(newer(early, late), late);
    EXPECT_EQ(newer(late, early), late);
    EXPECT_EQ(newer(std::nullopt, early), early);
    EXPECT_EQ(newer(std::nullopt, std::nullopt), std::nullopt);
}

TEST(Lease, isRenewedOnceAMinuteWhileTheReaderWorks) {
    using std::chrono::minutes;
    using std::chrono::seconds;
    const auto start = *parseRfc3339("2026-11-24T09:00:00Z");
    const LeaseTimes idle{start + minutes(30), start, start};
    EXPECT_EQ(leaseStep(idle, start + minutes(10)), LeaseStep::none);
    EXPECT_EQ(leaseStep(idle, start + minutes(25)), LeaseStep::ask);
    EXPECT_EQ(leaseStep(idle, start + minutes(30)), LeaseStep::over);
    const LeaseTimes atWork{start + minutes(30), start + seconds(30), start};
    EXPECT_EQ(leaseStep(atWork, start + seconds(59)), LeaseStep::none);
    EXPECT_EQ(leaseStep(atWork, start + seconds(60)), LeaseStep::renew);
    EXPECT_EQ(minutesLeft(start + minutes(30), start + seconds(61)), 28);
    EXPECT_EQ(minutesLeft(start, start + minutes(1)), 0);
}

TEST(Sitting, endsAfterItsCasesAndKnowsWhatTheyWere) {
    Sitting sitting(3, Timestamp{});
    EXPECT_EQ(sitting.size(), Sitting::fewest);
    for (int i = 0; i < 9; ++i) sitting.note(i < 7 ? AssignmentKind::doubleRead : AssignmentKind::peerReview);
    EXPECT_FALSE(sitting.isOver());
    sitting.note(AssignmentKind::arbitration);
    EXPECT_TRUE(sitting.isOver());
    EXPECT_EQ(sitting.doneOf(AssignmentKind::doubleRead), 7);
    EXPECT_EQ(sitting.minutes(Timestamp{} + std::chrono::seconds{20}), 1);
    EXPECT_EQ(sitting.minutes(Timestamp{} + std::chrono::seconds{2500}), 42);
}

TEST(OwnFigures, areReadFromTheServersAnswerOrNotAtAll) {
    const auto figure = [](const char* value) {
        return std::string(R"({"n":11,"events":null,"low":null,"high":null,"cases":"","value":)") + value + "}";
    };
    const std::string minutes = R"({"n":4,"median":3.5,"p90":6})";
    const std::string answer =
        R"({"from":"2025-11","to":"2026-10","asOf":"2026-11-01T00:00:00Z","teamLeniency":null,)"
        R"("items":[{"id":"a","name":"b","reads":4,"reviews":4,"arbitrations":4,"repeatsStillNeeded":19,"leniency":)" +
        figure("-0.2") + R"(,"agreementWithArbitration":)" + figure("0.9") + R"(,"repeatKappa":)" + figure("null") +
        R"(,"concurShare":)" + figure("0.9") + R"(,"minutes":{"doubleRead":)" + minutes + R"(,"peerReview":)" +
        minutes + R"(,"arbitration":)" + minutes + "}}]}";
    const auto figures = ownFiguresFrom(answer);
    ASSERT_TRUE(figures);
    EXPECT_EQ(figures->repeatKappa.n, 11);
    EXPECT_EQ(figures->repeatKappa.value, std::nullopt);
    EXPECT_EQ(figures->repeatsStillNeeded, 19);
    EXPECT_EQ(figures->leniency.value, -0.2);
    EXPECT_EQ(figures->doubleRead.median, 3.5);
    EXPECT_FALSE(ownFiguresFrom(answer.substr(1)));
    EXPECT_FALSE(ownFiguresFrom(R"({"items":[]})"));
}

wire::Reveal aReveal(const std::string& rule, std::optional<Outcome> outcome, Quantification::Status status) {
    wire::Reveal reveal;
    reveal.rule = rule;
    reveal.outcome = outcome;
    reveal.measurement.status = status;
    return reveal;
}

TEST(RevealWait, isForTheNearestOfWhatIsLacking) {
    using Status = Quantification::Status;
    EXPECT_EQ(waitOf(aReveal("", std::nullopt, Status::measured)), RevealWait::comparison);
    EXPECT_EQ(waitOf(aReveal("otherRoutingClass", std::nullopt, Status::pending)), RevealWait::measurement);
    EXPECT_EQ(waitOf(aReveal("otherRoutingClass", std::nullopt, Status::measured)), RevealWait::arbiter);
    // Drawn into arbitration, though the answers agree: the same.
    EXPECT_EQ(waitOf(aReveal("sameGrade", std::nullopt, Status::refused)), RevealWait::arbiter);
    EXPECT_EQ(waitOf(aReveal("sameGrade", Outcome::concordant, Status::pending)), RevealWait::measurement);
    EXPECT_EQ(waitOf(aReveal("sameGrade", Outcome::concordant, Status::refused)), RevealWait::nothing);
}

TEST(RevealWait, asksSoonAndThenSeldom) {
    using std::chrono::milliseconds;
    EXPECT_LE(pauseBeforeAskingAgain(RevealWait::comparison, 0), milliseconds{500});
    EXPECT_LE(pauseBeforeAskingAgain(RevealWait::arbiter, 0), milliseconds{10'000});
    for (const auto what : {RevealWait::comparison, RevealWait::measurement, RevealWait::arbiter}) {
        milliseconds passed{0};
        int asked = 0;
        for (; passed < std::chrono::hours{1}; ++asked) passed += pauseBeforeAskingAgain(what, asked);
        EXPECT_LE(asked, 90) << "a reveal that is left open for an hour";
        EXPECT_EQ(pauseBeforeAskingAgain(what, 1000), milliseconds{60'000});
    }
}

}  // namespace
}  // namespace overread::client

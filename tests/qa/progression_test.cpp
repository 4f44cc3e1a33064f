#include "qa/progression.h"

#include <gtest/gtest.h>

#include "tests/qa/examples.h"

namespace overread::qa {
namespace {

using namespace examples;
using std::chrono::hours;

Course course(double before, double after, hours apart, double uncertainty = 3) {
    return {aMeasurement(before, uncertainty), aMeasurement(after, uncertainty), apart};
}

TEST(Progression, isAGrowthByHalfWithinTwoDaysBeyondWhatMeasuringMayBeWrongBy) {
    struct Example {
        double before;
        double after;
        hours apart;
        double uncertainty;
        bool grew;
    };
    for (const auto& [before, after, apart, uncertainty, grew] : std::initializer_list<Example>{
             {20, 30, hours{30}, 3, true},  // exactly a half
             {20, 29.9, hours{30}, 3, false},
             {20, 30, hours{48}, 3, true},  // the end belongs
             {20, 30, hours{49}, 3, false},
             {20, 30, hours{0}, 3, false},  // no order, no growth
             {20, 30, hours{-30}, 3, false},
             {1, 2, hours{30}, 3, false},  // noise
             {0, 4, hours{30}, 3, false},  // 4.2 points is what both may be wrong by
             {0, 4.3, hours{30}, 3, true},
             {40, 60, hours{30}, 20, false},
             {60, 40, hours{30}, 3, false},
         })
        EXPECT_EQ(grewByHalf(course(before, after, apart, uncertainty)), grew) << before << " to " << after;
}

TEST(Progression, cannotBeSaidWithoutBothMeasurements) {
    for (const auto status : {Quantification::Status::pending, Quantification::Status::refused}) {
        auto example = course(20, 60, hours{24});
        example.earlier.status = status;
        EXPECT_FALSE(grewByHalf(example));
        example = course(20, 60, hours{24});
        example.later.status = status;
        EXPECT_FALSE(grewByHalf(example));
    }
}

TEST(Progression, selectsAReportWhoseGradeDidNotFollow) {
    const auto grown = course(20, 45, hours{30});
    EXPECT_TRUE(isRapidProgression(grown, Grade::ct1, Grade::ct1, {}));
    EXPECT_TRUE(isRapidProgression(grown, Grade::ct2, Grade::ct1, {}));
    EXPECT_FALSE(isRapidProgression(grown, Grade::ct1, Grade::ct2, {}));
    EXPECT_FALSE(isRapidProgression(course(20, 25, hours{30}), Grade::ct1, Grade::ct1, {}));
    // A grade more is not enough for a patient who is short of breath: the table asks for CT-3.
    ClinicalPicture shortOfBreath;
    shortOfBreath.spo2Percent = 94;
    EXPECT_TRUE(isRapidProgression(grown, Grade::ct1, Grade::ct2, shortOfBreath));
    EXPECT_FALSE(isRapidProgression(grown, Grade::ct1, Grade::ct3, shortOfBreath));
    EXPECT_FALSE(isRapidProgression(course(20, 45, hours{23}), Grade::ct1, Grade::ct2, shortOfBreath));
    EXPECT_FALSE(isRapidProgression(course(20, 25, hours{30}), Grade::ct1, Grade::ct2, shortOfBreath));
}

TEST(Progression, withRespiratoryImpairmentBelongsInHospitalWhateverThePercentage) {
    ClinicalPicture shortOfBreath;
    shortOfBreath.spo2Percent = 95;
    struct Example {
        Grade byInvolvement;
        Course course;
        ClinicalPicture picture;
        Grade expected;
    };
    for (const auto& each : std::initializer_list<Example>{
             {Grade::ct2, course(20, 30, hours{24}), shortOfBreath, Grade::ct3},
             {Grade::ct2, course(20, 30, hours{48}), shortOfBreath, Grade::ct3},
             {Grade::ct2, course(20, 30, hours{23}), shortOfBreath, Grade::ct2},
             {Grade::ct2, course(20, 30, hours{24}), {}, Grade::ct2},
             {Grade::ct2, course(20, 25, hours{24}), shortOfBreath, Grade::ct2},
             {Grade::ct4, course(50, 80, hours{24}), shortOfBreath, Grade::ct4},
         })
        EXPECT_EQ(gradeAfterProgression(each.byInvolvement, each.course, each.picture), each.expected)
            << each.course.apart.count();
}

TEST(Progression, knowsRespiratoryImpairmentByItsLimits) {
    struct Example {
        std::optional<double> breaths;
        std::optional<double> spo2;
        std::optional<double> pao2;
        bool impaired;
    };
    for (const auto& [breaths, spo2, pao2, impaired] : std::initializer_list<Example>{{{}, {}, {}, false},
                                                                                      {29.9, 95.1, 300.1, false},
                                                                                      {30, 99, 400, true},
                                                                                      {18, 95, {}, true},
                                                                                      {18, 99, 300, true}}) {
        ClinicalPicture picture;
        picture.respiratoryRatePerMin = breaths;
        picture.spo2Percent = spo2;
        picture.pao2Fio2Mmhg = pao2;
        EXPECT_EQ(hasRespiratoryImpairment(picture), impaired) << spo2.value_or(0);
    }
}

FollowUpPicture recovered() {
    return {true, 25, true, false, 36.9, 96.1, 1.9, 3.1};
}

TEST(Recovery, needsEveryCriterion) {
    EXPECT_EQ(recoveryOf(recovered()), Recovery::recovering);
    const auto with = [](auto change) {
        auto picture = recovered();
        change(picture);
        return recoveryOf(picture);
    };
    using P = FollowUpPicture;
    EXPECT_EQ(with([](P& p) { p.lessGroundGlass = false; }), Recovery::notRecovering);
    EXPECT_EQ(with([](P& p) { p.newZonesPercentOfSide = 25.1; }), Recovery::notRecovering);
    EXPECT_EQ(with([](P& p) { p.lessConsolidation = false; }), Recovery::notRecovering);
    EXPECT_EQ(with([](P& p) { p.effusion = true; }), Recovery::notRecovering);
    EXPECT_EQ(with([](P& p) { p.temperatureC = 37.0; }), Recovery::notRecovering);
    EXPECT_EQ(with([](P& p) { p.spo2Percent = 96; }), Recovery::notRecovering);
    EXPECT_EQ(with([](P& p) { p.crpTimesUpperNormal = 2; }), Recovery::notRecovering);
    EXPECT_EQ(with([](P& p) { p.leukocytesE9PerL = 3.0; }), Recovery::notRecovering);
}

TEST(Recovery, isUnknownWhereSomethingWasNotLookedAt) {
    auto picture = recovered();
    picture.crpTimesUpperNormal.reset();
    EXPECT_EQ(recoveryOf(picture), Recovery::unknown);
    picture.effusion = true;
    EXPECT_EQ(recoveryOf(picture), Recovery::notRecovering) << "one that is not met is enough";
}

TEST(Recovery, isComparedByTheShareOfTheLung) {
    auto followUp = course(40, 30, hours{20 * 24});
    followUp.earlier.lungMl.total = 5000;
    followUp.earlier.groundGlassMl = 1500;
    followUp.earlier.consolidationMl = 500;
    followUp.later.lungMl.total = 4000;  // less air than before
    followUp.later.groundGlassMl = 1100;
    followUp.later.consolidationMl = 300;
    ClinicalPicture well;
    well.temperatureC = 36.6;
    well.spo2Percent = 98;
    well.crpTimesUpperNormal = 1;
    well.leukocytesE9PerL = 5;
    auto seen = followUpPictureOf(followUp, {}, well);
    EXPECT_EQ(seen.lessGroundGlass, true) << "27.5 % of the lung after 30 %";
    EXPECT_EQ(seen.lessConsolidation, true);
    EXPECT_EQ(seen.effusion, false);
    EXPECT_EQ(recoveryOf(seen), Recovery::unknown) << "nobody measured new zones";
    seen.newZonesPercentOfSide = 0;
    EXPECT_EQ(recoveryOf(seen), Recovery::recovering);

    followUp.later.groundGlassMl = 1250;  // fewer millilitres, more of the lung
    EXPECT_EQ(followUpPictureOf(followUp, {}, well).lessGroundGlass, false);
    EXPECT_EQ(recoveryOf(followUpPictureOf(followUp, {}, well)), Recovery::notRecovering);
    followUp.later.warnings = {"effusion"};
    EXPECT_EQ(followUpPictureOf(followUp, {}, well).effusion, true) << "measured";
    followUp.later.warnings.clear();
    Findings reported;
    reported.effusion = true;
    EXPECT_EQ(followUpPictureOf(followUp, reported, well).effusion, true) << "reported";
    followUp.earlier.consolidationMl = followUp.later.consolidationMl = 0;
    EXPECT_EQ(followUpPictureOf(followUp, {}, well).lessConsolidation, true) << "none from the beginning";
    followUp.later.status = Quantification::Status::refused;
    EXPECT_EQ(followUpPictureOf(followUp, {}, well).lessGroundGlass, std::nullopt);
}

}  // namespace
}  // namespace overread::qa

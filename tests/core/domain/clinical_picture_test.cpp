#include "core/domain/clinical_picture.h"

#include <gtest/gtest.h>

namespace overread {
namespace {

ClinicalPicture with(double temperatureC, std::set<Symptom> symptoms, std::optional<double> spo2Percent = {}) {
    ClinicalPicture picture;
    picture.temperatureC = temperatureC;
    picture.symptoms = std::move(symptoms);
    picture.spo2Percent = spo2Percent;
    return picture;
}

TEST(ClinicallyConfirmedCase, needsFeverAndOneComplaint) {
    EXPECT_TRUE(isClinicallyConfirmed(with(37.6, {Symptom::cough})));
    EXPECT_TRUE(isClinicallyConfirmed(with(37.6, {}, 95)));
    EXPECT_TRUE(isClinicallyConfirmed(with(38.2, {Symptom::anosmia})));
    EXPECT_FALSE(isClinicallyConfirmed(with(37.5, {Symptom::cough})));
    EXPECT_FALSE(isClinicallyConfirmed(with(38.2, {})));
    EXPECT_FALSE(isClinicallyConfirmed(with(38.2, {}, 95.1)));
    EXPECT_FALSE(isClinicallyConfirmed(ClinicalPicture{}));
}

}  // namespace
}  // namespace overread

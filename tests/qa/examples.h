#pragma once
#include <chrono>
#include <string>

#include "core/domain/quantification.h"
#include "core/domain/report.h"
#include "qa/plan.h"

/// Builders of the examples: what a test does not say is ordinary.
namespace overread::qa::examples {

inline UserId person(int number) {
    const auto digits = std::to_string(100000000000 + number);
    return UserId::parse("00000000-0000-7000-8000-" + digits);
}

inline const Timestamp noon = *parseRfc3339("2026-11-24T12:00:00Z");

inline Plan aPlan() {
    Plan plan;
    plan.version = 3;
    for (std::size_t i = 0; i < plan.secret.size(); ++i) plan.secret[i] = static_cast<std::uint8_t>(i + 1);
    return plan;
}

inline Report aReport(Grade grade) {
    Report report;
    report.studyInstanceUid = "1.2.3.4";
    report.reporter = person(1);
    report.facility = "centre-12";
    report.grade = grade;
    report.signedAt = noon;
    return report;
}

inline Quantification aMeasurement(double percent, double uncertainty) {
    Quantification measured;
    measured.status = Quantification::Status::measured;
    measured.involvement.totalPercent = percent;
    measured.uncertaintyPercent = uncertainty;
    measured.grade = gradeOf(percent, GradeLimits{});
    return measured;
}

}  // namespace overread::qa::examples

#include "server/simulation/city/patients.h"

#include <algorithm>
#include <cmath>

#include "core/domain/routing.h"

namespace overread::simulation::city {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::minutes;

enum Purpose : std::uint64_t { whoComes = 201, whatIsThere, howItGoesOn, whatIsReported, whatIsMeasured };

Timestamp after(Timestamp moment, double minutesLater) {
    return moment + minutes{std::lround(minutesLater)};
}

/// A minute of the day, drawn by how busy its hour is.
minutes timeOfDay(Dice& dice) {
    double sum = 0;
    for (int hour = 0; hour < 24; ++hour) sum += studiesInHour(hour);
    double at = dice.between(0, sum);
    int hour = 0;
    for (; hour < 23 && at >= studiesInHour(hour); ++hour) at -= studiesInHour(hour);
    return minutes{hour * 60 + static_cast<int>(dice.below(60))};
}

double newInvolvement(Dice& dice) {
    if (dice.chance(0.5)) return 0;
    const double which = dice.between(0, 1);
    if (which < 0.60) return dice.between(3, 25);
    if (which < 0.85) return dice.between(25.5, 49);
    if (which < 0.96) return dice.between(52, 74);
    return dice.between(75.5, 92);
}

ClinicalPicture pictureOf(double truthPercent, Dice& dice) {
    ClinicalPicture picture;
    picture.temperatureC = truthPercent > 50 ? dice.between(38.6, 39.8) : dice.between(36.6, 38.2);
    picture.spo2Percent = truthPercent > 50 ? dice.between(86, 95) : dice.between(96, 99);
    picture.respiratoryRatePerMin = truthPercent > 50 ? dice.between(24, 34) : dice.between(14, 20);
    if (truthPercent > 0) picture.symptoms = {Symptom::cough};
    return picture;
}

wire::ReportSubmission reportOf(const PlannedStudy& study, const Radiologist& reporter, const Stated& stated,
                                Dice& dice) {
    wire::ReportSubmission report;
    report.studyInstanceUid = study.study.studyInstanceUid;
    report.accessionNumber = study.study.accessionNumber;
    report.reporter = reporter.staffCode;
    report.reporterName = "Dr " + reporter.staffCode;
    report.facility = study.study.facility;
    report.grade = stated.grade;
    // One in twelve states a grade alone.
    if (!dice.chance(1.0 / 12)) report.involvement = Involvement{stated.percent, std::nullopt, std::nullopt};
    report.findings.groundGlass = stated.percent > 0;
    report.findings.consolidation = stated.percent > 50;
    report.clinicalPicture = pictureOf(study.truthPercent, dice);
    if (dice.chance(0.8)) report.routing = routingOf(stated.grade);
    if (dice.chance(0.004)) report.routing = RoutingDecision::primaryCare;
    report.clinicalQuestion = "cough, fever";
    report.text = stated.percent > 0 ? "Ground-glass opacities in both lungs." : "No signs of viral pneumonia.";
    return report;
}

}  // namespace

Patients::Patients(const CitySize& size, const Population& population, Timestamp firstDay)
    : size_(size), population_(population), firstDay_(firstDay), truths_(population.radiologists.size()) {}

std::vector<const PlannedStudy*> Patients::studiesOf(int day) {
    std::vector<const PlannedStudy*> studies;
    auto coming = std::move(returning_[day]);
    returning_.erase(day);
    const auto all = static_cast<std::size_t>(size_.studiesPerDay);
    if (coming.size() > all) coming.resize(all);
    for (const auto& visit : coming) studies.push_back(&plan(visit, day));
    while (studies.size() < all) studies.push_back(&plan(newPatient(planned_.size()), day));
    return studies;
}

Patients::Visit Patients::newPatient(std::size_t number) const {
    Dice dice(size_.seed, whoComes, number);
    Visit visit;
    visit.patientId = "P" + std::to_string(number);
    visit.truthPercent = newInvolvement(dice);
    visit.ageYears = 18 + static_cast<int>(dice.below(75));
    visit.sex = dice.chance(0.5) ? Sex::female : Sex::male;
    return visit;
}

const PlannedStudy& Patients::plan(const Visit& visit, int day) {
    auto& study = planned_.emplace_back();
    study.number = planned_.size() - 1;
    Dice dice(size_.seed, whatIsThere, study.number);
    study.patientId = visit.patientId;
    study.truthPercent = visit.truthPercent;
    study.reporter = dice.below(population_.radiologists.size());
    const auto& reporter = population_.radiologists[study.reporter];

    auto& facts = study.study;
    facts.studyInstanceUid = "1.2.826.0.1.3680043.10.1.7." + std::to_string(study.number + 1);
    facts.accessionNumber = "A" + std::to_string(study.number + 1);
    facts.facility = "centre-" + std::to_string(reporter.centre + 1);
    facts.scanner = facts.facility + "-ct" + std::to_string(1 + study.number % 2);
    facts.ageYears = visit.ageYears;
    facts.sex = visit.sex;
    facts.acquiredAt = firstDay_ + std::chrono::days{day} + timeOfDay(dice);

    study.reportedAt = after(*facts.acquiredAt, dice.between(15, 75));
    if (!dice.chance(0.002)) {
        const bool isLate = dice.chance(0.02);
        study.imagesAt = after(*facts.acquiredAt, isLate ? dice.between(90, 600) : dice.between(5, 25));
    }
    study.imagesCannotBeRead = dice.chance(0.003);

    Dice words(size_.seed, whatIsReported, study.number);
    study.report = reportOf(study, reporter, stated(study.truthPercent, reporter.manner, words), words);
    study.report.signedAt = study.reportedAt - 2min;
    if (words.chance(0.015)) {
        study.amendedAt = after(study.reportedAt, words.between(20, 400));
        study.amendment = reportOf(study, reporter, withoutError(study.truthPercent), words);
        study.amendment.text += " Amended.";
        study.amendment.signedAt = *study.amendedAt - 1min;
    }
    Dice machine(size_.seed, whatIsMeasured, study.number);
    study.measurement = measured(study.truthPercent, machine);

    auto& truth = truths_[study.reporter];
    ++truth.reports;
    truth.expectedErrors += significantErrorRate(study.truthPercent, reporter.manner);
    planReturn(study, day);
    return study;
}

/// One in seven with pneumonia comes again after one to five days: most are better, some much worse.
void Patients::planReturn(const PlannedStudy& study, int day) {
    Dice dice(size_.seed, howItGoesOn, study.number);
    if (study.truthPercent <= 0 || !dice.chance(1.0 / 7)) return;
    Visit again;
    again.patientId = study.patientId;
    again.ageYears = *study.study.ageYears;
    again.sex = study.study.sex;
    again.truthPercent = std::clamp(
        study.truthPercent * (dice.chance(0.2) ? dice.between(1.4, 2.2) : dice.between(0.4, 1.1)), 3.0, 92.0);
    returning_[day + 1 + static_cast<int>(dice.below(5))].push_back(again);
}

}  // namespace overread::simulation::city

#pragma once
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/study.h"
#include "core/wire/report.h"
#include "server/simulation/city/population.h"

namespace overread::simulation::city {

/// A study that will be made, with everything that is true of it and what will be reported.
struct PlannedStudy {
    std::size_t number = 0;  ///< from 0, in the order in which they were planned
    Study study;             ///< without its id
    std::string patientId;
    double truthPercent = 0;
    std::size_t reporter = 0;  ///< of Population::radiologists
    wire::ReportSubmission report;
    Timestamp reportedAt;
    std::optional<Timestamp> imagesAt;  ///< none: the images are lost
    std::optional<Timestamp> amendedAt;
    wire::ReportSubmission amendment;
    bool imagesCannotBeRead = false;
    Quantification measurement;
};

/// Plans the studies of one day after the other: new patients and those who come back.
class Patients {
public:
    Patients(const CitySize& size, const Population& population, Timestamp firstDay);

    /// Studies that are made on that day, 0 the first. References stay valid.
    [[nodiscard]] std::vector<const PlannedStudy*> studiesOf(int day);
    [[nodiscard]] const PlannedStudy& at(std::size_t number) const { return planned_.at(number); }
    [[nodiscard]] std::size_t count() const { return planned_.size(); }

    /// What is true of one radiologist: the share of their reports that is expected to hold a significant error.
    struct Truth {
        long reports = 0;
        double expectedErrors = 0;
    };
    [[nodiscard]] const std::vector<Truth>& truths() const { return truths_; }

private:
    struct Visit {
        std::string patientId;
        double truthPercent = 0;
        int ageYears = 0;
        Sex sex = Sex::unknown;
    };
    const PlannedStudy& plan(const Visit& visit, int day);
    [[nodiscard]] Visit newPatient(std::size_t number) const;
    void planReturn(const PlannedStudy& study, int day);

    const CitySize& size_;
    const Population& population_;
    Timestamp firstDay_;
    std::deque<PlannedStudy> planned_;
    std::map<int, std::vector<Visit>> returning_;  // by day
    std::vector<Truth> truths_;
};

}  // namespace overread::simulation::city

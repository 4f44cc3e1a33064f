#pragma once
#include "server/simulation/city/house.h"
#include "server/simulation/city/patients.h"

namespace overread::simulation::city {

/// The centres' side: sends reports and images as a hospital's systems do, and answers alerts.
class Hospital {
public:
    Hospital(House& house, Knowledge& knowledge, const Patients& patients, std::uint64_t seed);

    /// A report as it came by the API; one in two hundred is sent twice.
    void sendReport(std::size_t number);
    void sendAmendment(std::size_t number);
    /// The images' receipt, as the listener writes it.
    void sendImages(std::size_t number);
    /// The duty of the facilities: most alerts are taken within the hour, a few are left until they have gone all the
    /// way up.
    void answerAlerts();

private:
    void receive(const wire::ReportSubmission& report);

    House& house_;
    Knowledge& knowledge_;
    const Patients& patients_;
    std::uint64_t seed_;
    UserId integrator_;
    UserId duty_;
};

}  // namespace overread::simulation::city

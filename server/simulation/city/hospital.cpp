#include "server/simulation/city/hospital.h"

#include "server/database/city_repository.h"
#include "server/database/new_id.h"
#include "server/database/person_repository.h"
#include "server/database/receipt_repository.h"
#include "server/jobs/job_queue.h"
#include "server/workflow/answering.h"
#include "server/workflow/receive_report.h"

namespace overread::simulation::city {
namespace {

using namespace std::chrono_literals;

enum Purpose : std::uint64_t { sentTwice = 301, whenAnswered };

/// As long as the listener waits for the next object of an association.
constexpr std::chrono::milliseconds quiet{1000};

}  // namespace

Hospital::Hospital(House& house, Knowledge& knowledge, const Patients& patients, std::uint64_t seed)
    : house_(house), knowledge_(knowledge), patients_(patients), seed_(seed) {
    house_.in(house_.app, [&](soci::session& session) {
        PersonRepository people{session};
        integrator_ = people.enrol("hospital", "Hospital system");
        duty_ = people.enrol("duty", "Doctor on duty");
    });
}

void Hospital::receive(const wire::ReportSubmission& report) {
    house_.in(house_.app,
              [&](soci::session& session) { (void)workflow::receiveReport(session, report, integrator_, house_.now); });
}

void Hospital::sendReport(std::size_t number) {
    const auto& report = patients_.at(number).report;
    receive(report);
    if (Dice(seed_, sentTwice, number).chance(0.005)) receive(report);
}

void Hospital::sendAmendment(std::size_t number) {
    receive(patients_.at(number).amendment);
}

void Hospital::sendImages(std::size_t number) {
    Receipt receipt;
    receipt.objectId = newUuid();
    receipt.instanceUid = patients_.at(number).study.studyInstanceUid + ".1.1";
    receipt.classUid = "1.2.840.10008.5.1.4.1.1.2";
    receipt.transferSyntaxUid = "1.2.840.10008.1.2.1";
    receipt.contentHashHex = std::string(64, 'c');
    receipt.bytes = 525000;
    receipt.associationId = newUuid();
    receipt.callingAe = "CT";
    receipt.peerAddress = "127.0.0.1";
    knowledge_.sent(receipt.associationId, number);
    house_.in(house_.intake, [&](soci::session& session) {
        (void)ReceiptRepository{session}.enter(receipt);
        JobQueue{session}.add(std::string(indexObjectsKind), receipt.associationId, "{}", quiet);
    });
}

void Hospital::answerAlerts() {
    const auto open =
        house_.in(house_.app, [](soci::session& session) { return CityRepository{session}.openAlerts(); });
    for (const auto& alert : open) {
        Dice dice(seed_, whenAnswered, std::hash<std::string>{}(alert.id.text()));
        const double minutes = dice.chance(0.03) ? 200 : dice.exponential(25);
        if (house_.now < alert.raisedAt + std::chrono::minutes{static_cast<int>(minutes)}) continue;
        house_.in(house_.app, [&](soci::session& session) {
            (void)workflow::acknowledgeAlert(session, alert.id, duty_, "", alert.etag, "called the patient",
                                             house_.now);
        });
    }
}

}  // namespace overread::simulation::city

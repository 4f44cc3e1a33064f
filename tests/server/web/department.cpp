#include "tests/server/web/department.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/picture/png.h"
#include "core/picture/window.h"
#include "server/database/account_repository.h"
#include "server/database/columns.h"
#include "server/database/new_id.h"
#include "server/database/outside_result_repository.h"
#include "server/database/quantification_repository.h"
#include "server/database/receipt_repository.h"
#include "server/database/rendering_repository.h"
#include "server/database/series_repository.h"
#include "server/image_store/image_store.h"
#include "server/workflow/outside_results.h"
#include "tests/support/plan_without_chance.h"

namespace overread::api::tests {

namespace {

constexpr const char* names[] = {"Анна Ильина",   "Борис Орлов",    "Клара Вайс",
                                 "Дмитрий Панов", "Елена Соколова", Department::payload};
constexpr const char* facilities[] = {"centre-12", "centre-12", "centre-12", "centre-12", "centre-99", "centre-99"};

/// From one below the middle of the lungs upward: the measurement of these tests says that slice 1 has most lesion.
constexpr int shownSlices = 8;

Phantom aSmallPhantom() {
    PhantomOptions options;
    options.matrix = 160;
    options.sliceThicknessMm = 8;
    options.involvementPercent = 57;
    return makePhantom(options);
}

}  // namespace

Department::Department() : phantom_(aSmallPhantom()) {
    auto rules = overread::tests::planWithoutChance();
    rules.afterSignificantPause = std::chrono::hours(0);
    rules.mutualReviewPause = std::chrono::hours(0);
    rules.shiftLimit = std::chrono::hours(1000);
    rules.newReporterReports = 2;
    plan(rules);
    reviewedReport(true);
    reviewedReport(false);
    const std::vector<double> percents{6, 14, 31, 42, 9, 55, 18, 28};
    for (int reporter = 0; reporter < 6; ++reporter)
        for (std::size_t i = 0; i < percents.size() - static_cast<std::size_t>(reporter % 3); ++i)
            reportOfPneumonia(reporter, percents[i], (reporter == 2 && i % 3 == 2) || (reporter == 0 && i == 3));
    // A scanner whose name tries to be markup: it stands on the axis of a chart, in tables and in addresses.
    app([&](soci::session& session) {
        execute(session,
                "update qa.study s set facility = v.facility, scanner = :scanner from qa.report r "
                "join qa.report_version v on v.report_id = r.id where r.study_id = s.id and v.facility = 'centre-99'",
                std::string("<svg/onload=window.markupRan=1>"));
    });
    // And one that nobody has taken yet.
    report(House::submission("1.2.840.7.999", Grade::ct2, 40));
    measured(images("1.2.840.7.999"), 41);
}

void Department::addReader(const std::string& name) {
    app([&](soci::session& session) {
        AccountRepository{session}.create({name, "Reader", "reader-1", password, {Role::reviewer}, {}, ""});
    });
}

void Department::reportOfPneumonia(int reporter, double seen, bool isUnderCalled) {
    const auto uid = "1.2.840.7." + std::to_string(++studies_);
    const auto reported = isUnderCalled ? 12 : seen;
    auto submission = House::submission(uid, gradeOf(reported, GradeLimits{}), reported);
    submission.reporter = "r" + std::to_string(reporter + 1);
    submission.reporterName = names[reporter];
    submission.facility = facilities[reporter];
    submission.text = payload;
    report(submission);
    const auto study = images(uid);
    measured(study, isUnderCalled ? 58 : seen + 1.5);
    const auto truth = isUnderCalled ? 60 : seen + 2;
    const auto task = next(reader_).value();
    read(task, reader_, gradeOf(truth, GradeLimits{}), truth);
    doJobs();
    if (const auto blind = next(arbiter_, {Role::arbiter})) {
        read(*blind, arbiter_, Grade::ct3, 57);
        settlement(*blind, arbiter_, Grade::ct3, std::string("Консолидация в нижних долях не учтена. ") + payload);
        doJobs();
        picturesOf(study);
        outsideResultsOf(study);
    }
}

void Department::outsideResultsOf(const StudyId& study) {
    worker([&](soci::session& session) {
        OutsideResultRecord record;
        record.id = newUuid();
        record.objectId = ReceiptRepository{session}.objectsOf(study).at(0);
        record.study = study;
        record.kind = "seg";
        record.service = payload;
        record.version = "7.1";
        record.involvement.totalPercent = 61;
        record.lesionDice = 0.83;
        record.lungDice = 0.97;
        workflow::recordOutsideResult(session, record, now);
    });
}

void Department::reviewedReport(bool isGreatCall) {
    const auto uid = "1.2.840.7." + std::to_string(++studies_);
    auto submission = House::submission(uid, Grade::ct0, 0);
    submission.reporter = "r1";
    submission.reporterName = names[0];
    submission.facility = facilities[0];
    report(submission);
    measured(images(uid), 0);
    PeerReview score;
    score.greatCall = isGreatCall;
    if (!isGreatCall) score.technicalRemarks = {TechnicalRemark::motion};
    review(next(reader_).value(), reader_, score);
    doJobs();
}

/// As the worker's child leaves them.
void Department::picturesOf(const StudyId& study) {
    const auto& geometry = phantom_.volume.geometry;
    worker([&](soci::session& session) {
        const nlohmann::json shape{{"rows", geometry.rows},
                                   {"columns", geometry.columns},
                                   {"slices", shownSlices},
                                   {"spacingMm", geometry.spacingMm}};
        execute(session, "update qa.image_series set image = image || :shape::jsonb where study_id = :study",
                shape.dump(), study);
        RenderingRecord record;
        record.study = study;
        record.renderingId = newUuid();
        record.seriesId = SeriesRepository{session}.find(study)->seriesId;
        record.measurement = QuantificationRepository{session}.versionOf(study);
        record.hasMasks = true;
        record.slices = shownSlices;
        record.offsets = {0};
        const auto path = ImageStore(configuration().storePath).picturesFile(record.seriesId, record.renderingId);
        std::filesystem::create_directories(path.parent_path());
        std::ofstream file(path, std::ios::binary);
        const auto add = [&](std::span<const std::uint8_t> grey) {
            const auto png = greyPng(grey, geometry.columns, geometry.rows);
            file.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
            record.offsets.push_back(record.offsets.back() + png.size());
        };
        const auto size = geometry.voxelsPerSlice();
        std::vector<std::uint8_t> grey(size);
        for (std::size_t slice = geometry.slices / 2 - 1; slice < geometry.slices / 2 - 1 + shownSlices; ++slice) {
            for (const auto& window : {lungWindow, softWindow}) {
                applyWindow(std::span(phantom_.volume.hu).subspan(slice * size, size), window, grey);
                add(grey);
            }
            add(std::span(phantom_.labels.labels).subspan(slice * size, size));
        }
        RenderingRepository{session}.save(record);
    });
}

}  // namespace overread::api::tests

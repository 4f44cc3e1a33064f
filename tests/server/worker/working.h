#pragma once
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "server/database/columns.h"
#include "server/database/new_id.h"
#include "server/database/pool.h"
#include "server/database/quantification_repository.h"
#include "server/database/receipt_repository.h"
#include "server/database/series_repository.h"
#include "server/database/study_repository.h"
#include "server/database/transaction.h"
#include "server/image_store/image_store.h"
#include "server/image_store/stored_file.h"
#include "server/jobs/job_queue.h"
#include "server/jobs/job_wakeup.h"
#include "server/worker/worker.h"
#include "tests/support/fresh_database.h"
#include "tests/support/temporary_folder.h"

namespace overread::tests {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// From received objects on, through the real worker, its real children and the real database.
class Working : public testing::Test {
protected:
    Working()
        : configuration_(database_.configuration()),
          store_(configuration_.storePath),
          intake_(configuration_, DatabaseRole::intake, 1),
          app_(configuration_, DatabaseRole::app, 1),
          pool_(configuration_, DatabaseRole::worker, 2),
          wakeup_(configuration_, DatabaseRole::worker) {
        store_.prepare();
    }

    /// As the listener leaves an association's objects: files in the store, receipts, one job.
    std::vector<std::string> receive(const std::vector<fs::path>& files,
                                     const std::string& classUid = "1.2.840.10008.5.1.4.1.1.2") {
        const std::string association = newUuid();
        std::vector<std::string> objects;
        Transaction transaction(intake_);
        for (const auto& file : files) {
            const std::string object = newUuid();
            fs::copy_file(file, store_.objectFile(object));
            std::string hash = randomText(32);
            for (char& c : hash) c = "0123456789abcdef"[static_cast<unsigned char>(c) % 16];
            hash.resize(64, '0');
            const auto verdict = ReceiptRepository(transaction.session())
                                     .enter({.objectId = object,
                                             .instanceUid = "1.2." + std::to_string(++instances_),
                                             .classUid = classUid,
                                             .transferSyntaxUid = "1.2.840.10008.1.2.1",
                                             .contentHashHex = hash,
                                             .bytes = fs::file_size(file),
                                             .associationId = association,
                                             .callingAe = "SCANNER",
                                             .peerAddress = "127.0.0.1"});
            EXPECT_EQ(verdict, ReceiptVerdict::first);
            objects.push_back(object);
        }
        JobQueue(transaction.session()).add(std::string(indexObjectsKind), association);
        transaction.commit();
        return objects;
    }
    std::vector<fs::path> filesOf(const fs::path& folder) {
        std::set<fs::path> files;
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.path().extension() == ".dcm") files.insert(entry.path());
        return {files.begin(), files.end()};
    }
    std::vector<fs::path> phantom(const PhantomOptions& options, std::string modality = "CT") {
        SeriesIdentity identity = inventedIdentity(options.seed);
        identity.modality = std::move(modality);
        studyUid_ = identity.studyInstanceUid;
        const fs::path folder = scratch_.path() / std::to_string(++instances_);
        writeSeries(makePhantom(options).volume, identity, folder);
        return filesOf(folder);
    }

    JobQueue::Counts jobs() {
        Transaction transaction(pool_);
        const auto counts = JobQueue(transaction.session()).counts();
        transaction.commit();
        return counts;
    }
    /// By one look: a job goes from running to waiting between two.
    bool isWorkLeft() {
        const auto counts = jobs();
        return counts.waiting + counts.running > 0;
    }
    /// Until nothing waits or runs; false after two minutes.
    bool waitUntilDone() {
        const auto end = std::chrono::steady_clock::now() + 2min;
        while (isWorkLeft()) {
            if (std::chrono::steady_clock::now() > end) return false;
            wakeup_.wait(100ms);
        }
        return true;
    }
    std::optional<StudyRecord> study() {
        Transaction transaction(pool_);
        return StudyRepository(transaction.session()).findByStudyUid(studyUid_);
    }
    std::optional<SeriesRecord> series(const StudyId& id) {
        Transaction transaction(pool_);
        return SeriesRepository(transaction.session()).find(id);
    }
    std::optional<Quantification> quantification(const StudyId& id) {
        Transaction transaction(pool_);
        return QuantificationRepository(transaction.session()).find(id);
    }
    std::string problemOf(const std::string& objectId) {
        Transaction transaction(pool_);
        std::string problem;
        transaction.session() << "select index_problem from qa.instance_receipt where object_id = cast(:id as uuid)",
            soci::use(objectId), soci::into(problem);
        return problem;
    }
    int numberOf(const std::string& sql) {
        int number = 0;
        Transaction transaction(app_);
        transaction.session() << sql, soci::into(number);
        return number;
    }
    int runningOf(const std::string& kind) {
        return numberOf("select count(*) from jobs.job where state = 'running' and kind = '" + kind + "'");
    }
    /// The program itself, configured by its environment alone.
    pid_t startProgram() {
        const pid_t process = ::fork();
        if (process != 0) return process;
        ::setenv("OVERREAD_HOME", configuration_.home.c_str(), 1);
        ::setenv("OVERREAD_DATABASE_NAME", configuration_.databaseName.c_str(), 1);
        ::setenv("OVERREAD_STORE_PATH", configuration_.storePath.c_str(), 1);
        ::execl(OVERREAD_WORKER, OVERREAD_WORKER, nullptr);
        ::_exit(127);
    }
    std::vector<JobQueue::DeadLetter> deadLetters() {
        Transaction transaction(pool_);
        return JobQueue(transaction.session()).deadLetters();
    }
    /// Makes every waiting job due, as time would.
    void letTimePass() { database_.executeAsSuperuser("update jobs.job set run_at = now() where state = 'waiting'"); }
    fs::path script(const std::string& text) {
        const auto program = scratch_.path() / "child";
        std::ofstream(program) << "#!/bin/bash\n" << text << "\n";
        ::chmod(program.c_str(), 0700);
        return program;
    }

    FreshDatabase database_;
    Configuration configuration_;
    ImageStore store_;
    ConnectionPool intake_;
    ConnectionPool app_;
    ConnectionPool pool_;
    JobWakeup wakeup_;
    TemporaryFolder scratch_;
    std::string studyUid_;
    int instances_ = 0;
};

}  // namespace overread::tests

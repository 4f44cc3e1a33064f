// From received objects to a measured study through the real worker, its real children and the real database.
#include <signal.h>
#include <zlib.h>

#include "tests/server/worker/working.h"
#include "tests/support/raw_dicom_file.h"

namespace overread::tests {
namespace {

TEST_F(Working, measuresAPhantomFromItsObjects) {
    const PhantomOptions options{.involvementPercent = 30, .sliceThicknessMm = 5, .seed = 7, .matrix = 256};
    const auto files = phantom(options);
    receive(files);
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    worker.stop();

    const auto record = study();
    ASSERT_TRUE(record);
    EXPECT_EQ(record->objects, static_cast<int>(files.size()));
    EXPECT_EQ(record->imagesRefusalReason, "");
    const auto kept = series(record->study.id);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->image.slices, static_cast<int>(files.size()));
    EXPECT_EQ(kept->image.rows, 256);
    ASSERT_EQ(kept->frameOffsets.size(), files.size() + 1);
    EXPECT_EQ(kept->frameOffsets.back(), fs::file_size(store_.framesFile(kept->seriesId)));
    EXPECT_EQ(kept->frameOffsets[1], 2u * 256 * 256) << "native frames, nothing but pixels";

    const auto measured = quantification(record->study.id);
    ASSERT_TRUE(measured);
    EXPECT_EQ(measured->status, Quantification::Status::measured) << measured->reason << measured->detail;
    EXPECT_NEAR(measured->involvement.totalPercent, 30, 8);
    EXPECT_EQ(measured->series.seriesInstanceUid, kept->seriesInstanceUid);

    ASSERT_EQ(kept->maskOffsets.size(), files.size() + 1);
    ASSERT_TRUE(kept->sliceWithMostLesion);
    const auto slice = static_cast<std::size_t>(*kept->sliceWithMostLesion);
    const std::string packed = bytesOf(store_.labelsFile(kept->seriesId), kept->maskOffsets[slice],
                                       kept->maskOffsets[slice + 1] - kept->maskOffsets[slice]);
    std::vector<Bytef> labels(256 * 256);
    uLongf length = labels.size();
    ASSERT_EQ(uncompress(labels.data(), &length, reinterpret_cast<const Bytef*>(packed.data()),
                         static_cast<uLong>(packed.size())),
              Z_OK);
    EXPECT_EQ(length, labels.size());
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](Bytef label) { return label >= 3 && label <= 6; }));
    EXPECT_EQ(deadLetters().size(), 0u);
    EXPECT_TRUE(fs::is_empty(store_.root() / "work"));
}

TEST_F(Working, indexesAStudyAgainWhenMoreOfItArrives) {
    auto files = phantom({.involvementPercent = 10, .sliceThicknessMm = 8, .seed = 8, .matrix = 128});
    const std::size_t half = files.size() / 2;
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    receive({files.begin(), files.begin() + static_cast<std::ptrdiff_t>(half)});
    ASSERT_TRUE(waitUntilDone());
    const auto first = series(study()->study.id);
    receive({files.begin() + static_cast<std::ptrdiff_t>(half), files.end()});
    ASSERT_TRUE(waitUntilDone());
    const auto second = series(study()->study.id);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->image.slices, static_cast<int>(half));
    EXPECT_EQ(second->image.slices, static_cast<int>(files.size()));
    EXPECT_EQ(study()->objects, static_cast<int>(files.size()));
}

TEST_F(Working, saysOfEveryBadObjectWhatIsWrong) {
    const auto mr = phantom({.sliceThicknessMm = 10, .seed = 9, .matrix = 64}, "MR");
    const auto truncated = RawFile().text(0x0020000D, "UI", "1.2.3.77").write(scratch_.path() / "truncated");
    fs::resize_file(truncated, fs::file_size(truncated) - 100);
    const auto garbage = scratch_.path() / "garbage";
    std::ofstream(garbage) << "this was never DICOM";
    const auto objects = receive({truncated, garbage, mr.front()});
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_EQ(problemOf(objects[0]), "truncated_file");
    EXPECT_EQ(problemOf(objects[1]), "not_dicom");
    EXPECT_EQ(problemOf(objects[2]), "") << "a good object, of a study that cannot be measured";
    const auto record = study();
    ASSERT_TRUE(record);
    EXPECT_EQ(record->imagesRefusalReason, "not_ct");
    EXPECT_EQ(quantification(record->study.id)->status, Quantification::Status::refused);
    studyUid_ = "1.2.3.77";
    ASSERT_TRUE(study()) << "a cut file still says which study it belongs to";
    EXPECT_EQ(study()->imagesRefusalReason, "truncated_file");
    EXPECT_EQ(deadLetters().size(), 0u);
}

TEST_F(Working, refusesTheObjectThatKillsItsReaderTwiceAndReadsTheOthers) {
    const auto files = phantom({.sliceThicknessMm = 10, .seed = 10, .matrix = 64});
    const auto objects = receive({files[0], files[1], files[2]});
    // The real child, but for one object that kills whoever looks at it.
    const auto program =
        script("victim=\"$3/in/" + objects[1] + ".dcm\"\n" + "if [ -e \"$victim\" ]; then printf %s " + objects[1] +
               " > \"$3/out/looking-at\"; kill -SEGV $$; fi\n" + "exec " OVERREAD_WORKER " \"$@\"");
    Worker worker(configuration_, program);
    worker.start();
    while (isWorkLeft()) {
        letTimePass();  // of the pause after a crash
        wakeup_.wait(100ms);
    }
    EXPECT_EQ(problemOf(objects[0]), "");
    EXPECT_EQ(problemOf(objects[1]), "reader_crashed");
    EXPECT_EQ(problemOf(objects[2]), "");
    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_EQ(deadLetters()[0].kind, "indexObjects");
    EXPECT_NE(deadLetters()[0].lastError.find("signal SEGV"), std::string::npos);
    EXPECT_EQ(study()->objects, 2);
}

TEST_F(Working, refusesTheStudyWhoseMeasurementDiesTwiceAndGoesOn) {
    receive(phantom({.sliceThicknessMm = 8, .seed = 11, .matrix = 128}));
    const auto program = script("if [ \"$2\" = quantifyStudy ]; then exit 7; fi\nexec " OVERREAD_WORKER " \"$@\"");
    Worker worker(configuration_, program);
    worker.start();
    while (isWorkLeft()) {
        letTimePass();
        wakeup_.wait(100ms);
    }
    const auto record = study();
    ASSERT_TRUE(record);
    const auto refused = quantification(record->study.id);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, Quantification::Status::refused);
    EXPECT_EQ(refused->reason, "measurement_crashed");
    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_EQ(deadLetters()[0].kind, "quantifyStudy");
    EXPECT_TRUE(series(record->study.id)) << "the images can still be read";
}

TEST_F(Working, believesNothingThatAChildMakesUp) {
    receive(phantom({.sliceThicknessMm = 10, .seed = 12, .matrix = 64}));
    const auto program = script("echo '[{\"objectId\": \"somebody else\"}]' > \"$3/out/result.json\"");
    Worker worker(configuration_, program);
    worker.start();
    while (isWorkLeft()) {
        letTimePass();
        wakeup_.wait(100ms);
    }
    EXPECT_FALSE(study());
    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_NE(deadLetters()[0].lastError.find("a result that cannot be"), std::string::npos);
}

TEST_F(Working, losesAndRepeatsNothingWhenTheWorkerIsKilledInTheMiddle) {
    receive(phantom({.involvementPercent = 40, .sliceThicknessMm = 5, .seed = 14, .matrix = 256}));
    const pid_t killed = startProgram();
    while (runningOf("quantifyStudy") == 0) wakeup_.wait(20ms);
    ::kill(killed, SIGKILL);
    ::waitpid(killed, nullptr, 0);
    EXPECT_EQ(jobs().running, 1) << "held by nobody until the lease ends";
    database_.executeAsSuperuser("update jobs.job set lease_until = now() where state = 'running'");

    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_EQ(quantification(study()->study.id)->status, Quantification::Status::measured);
    EXPECT_EQ(numberOf("select count(*) from audit.event where action = 'study.measured'"), 1);
    EXPECT_EQ(deadLetters().size(), 0u);
}

TEST_F(Working, endsWithinTenSecondsWhenTheProgramIsTold) {
    {
        Transaction transaction(intake_);
        JobQueue(transaction.session()).add(std::string(indexObjectsKind), newUuid());
        transaction.commit();
    }
    const pid_t program = startProgram();
    ASSERT_TRUE(waitUntilDone());  // it is at work
    const auto start = std::chrono::steady_clock::now();
    ::kill(program, SIGTERM);
    int status = 0;
    ::waitpid(program, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST_F(Working, handsAJobBackWhenItIsStopped) {
    receive(phantom({.sliceThicknessMm = 10, .seed = 13, .matrix = 64}));
    Worker worker(configuration_, script("exec tail -f /dev/null"));
    worker.start();
    while (jobs().running == 0) wakeup_.wait(50ms);
    const auto start = std::chrono::steady_clock::now();
    worker.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
    EXPECT_EQ(jobs().running, 0);
    EXPECT_EQ(jobs().waiting, 1);
    EXPECT_EQ(deadLetters().size(), 0u);
    Worker another(configuration_, OVERREAD_WORKER);
    another.start();
    ASSERT_TRUE(waitUntilDone());
    EXPECT_TRUE(study());
}

}  // namespace
}  // namespace overread::tests

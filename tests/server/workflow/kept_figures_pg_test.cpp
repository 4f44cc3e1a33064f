#include <gtest/gtest.h>

#include "server/database/columns.h"
#include "server/database/figure_sums_repository.h"
#include "server/database/libpq_connection.h"
#include "server/database/pool.h"
#include "tests/server/workflow/world.h"

namespace overread {
namespace {

using std::chrono::months;

/// Sums are kept by the transactions that settle, match and measure; a rebuild finds nothing to mend after any of them.
class KeptFigures : public testing::Test, public workflow::tests::World {
protected:
    void settle(const std::string& uid, Grade reported, double stated, Grade read, double percent) {
        (void)report(submission(uid, reported, stated));
        measured(images(uid), percent);
        (void)doJobs();
        const auto reader = person("v1");
        const auto handle = next(reader).value();
        (void)this->read(handle, reader, read, percent);
        (void)doJobs();
    }
    long wrong() {
        return app([](soci::session& session) { return FigureSumsRepository{session}.rebuild(); });
    }
    qa::statistics::DesignSums sums() {
        const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now));
        const auto month = day.year() / day.month();
        return app([&](soci::session& session) {
            return FigureSumsRepository{session}.designSums(
                {{month - months(1), month}, AssignmentKind::doubleRead, "", person("r1"), std::nullopt});
        });
    }
    void change(const std::string& sql) {
        app([&](soci::session& session) { execute(session, sql); });
    }
};

TEST_F(KeptFigures, areThoseOfTheCasesAfterEveryStep) {
    settle("1.2.1", Grade::ct1, 12, Grade::ct1, 14);
    settle("1.2.2", Grade::ct2, 40, Grade::ct2, 44);
    EXPECT_EQ(sums().settled(), 2);
    EXPECT_EQ(sums().confusion[6], 1);
    EXPECT_EQ(wrong(), 0);

    (void)report(submission("1.2.3", Grade::ct0, 0));  // no images yet, and nobody picks it
    EXPECT_EQ(wrong(), 0) << "a report without images";
    (void)images("1.2.3");
    EXPECT_EQ(wrong(), 0) << "its images came later";
    change("update qa.study set scanner = 'CT-B' where study_instance_uid = '1.2.3'");
    EXPECT_EQ(wrong(), 0) << "the scanner was learned after that";
    change("update qa.quantification set involvement_total = 30, grade = 'CT-2' where grade = 'CT-1'");
    EXPECT_EQ(wrong(), 0) << "measured anew after the settlement";
}

TEST_F(KeptFigures, leaveADisputedCaseOutUntilItIsDecided) {
    settle("1.2.1", Grade::ct1, 12, Grade::ct1, 14);
    change("update qa.qa_case set state = 'disputed'");
    EXPECT_EQ(sums().settled(), 0) << "it counts in nothing until the panel has decided";
    EXPECT_EQ(sums().disputesOpen, 1);
    EXPECT_EQ(wrong(), 0);

    change("update qa.qa_case set state = 'overturned', outcome = 'insignificantDiscrepancy', settled_grade = 'CT-2'");
    EXPECT_EQ(sums().settled(), 1);
    EXPECT_EQ(sums().confusion[6], 0) << "as it was";
    EXPECT_EQ(sums().confusion[7], 1) << "as it is";
    EXPECT_EQ(sums().disputesOpen, 0);
    EXPECT_EQ(sums().disputesOverturned, 1);
    EXPECT_EQ(wrong(), 0);
}

/// What an outside service measured on a study of ours, as the worker leaves it; the object is one that is there.
constexpr auto outsideResult = R"sql(
insert into qa.outside_result (id, object_id, study_id, kind, service, status, reason, grade, involvement_total, received_at)
select gen_random_uuid(), object_id, study_id, 'sr', 'Other maker', 'measured', '', 'CT-2', 30, clock_timestamp()
from qa.instance_receipt where study_id = (select id from qa.study where study_instance_uid = '1.2.1') limit 1
)sql";

TEST_F(KeptFigures, ofServicesAreThoseOfTheCasesWhenTheirResultComesLate) {
    const auto services = [&] {
        const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now));
        const auto month = day.year() / day.month();
        return app([&](soci::session& session) {
            return FigureSumsRepository{session}.serviceSums(
                {{month - months(1), month}, AssignmentKind::doubleRead, "", std::nullopt, std::nullopt});
        });
    };
    settle("1.2.1", Grade::ct1, 12, Grade::ct1, 14);
    ASSERT_EQ(services().size(), 1u) << "the built-in measurement";
    EXPECT_EQ(services().at("overread").asReader.settled(), 1);
    EXPECT_EQ(services().at("overread").agreed, 1);

    worker([](soci::session& session) { execute(session, outsideResult); });
    auto other = services().at("Other maker");
    EXPECT_EQ(other.asReader.confusion[5 * 2 + 1], 1) << "CT-2 where CT-1 was settled";
    EXPECT_EQ(other.readers, 1);
    EXPECT_EQ(other.agreed, 0);
    EXPECT_DOUBLE_EQ(other.asReader.difference, -18) << "12 % were stated";
    EXPECT_EQ(wrong(), 0);

    worker([](soci::session& session) {
        execute(session,
                "update qa.outside_result set status = 'refused', reason = 'not_chest_ct', grade = null, "
                "involvement_total = null");
    });
    EXPECT_EQ(services().at("Other maker").refused, 1);
    EXPECT_EQ(services().at("Other maker").asReader.settled(), 0);
    EXPECT_EQ(wrong(), 0);

    change("update qa.qa_case set state = 'disputed'");
    EXPECT_EQ(services().at("overread").asReader.settled(), 0) << "it counts in nothing until the panel has decided";
    EXPECT_EQ(services().at("Other maker").refused, 0);
    EXPECT_EQ(wrong(), 0);
}

TEST_F(KeptFigures, knowWhatAnArbiterSettledAndForgetItUnderDispute) {
    settle("1.2.1", Grade::ct1, 12, Grade::ct3, 60);
    const auto arbiter = person("a1");
    const auto handle = next(arbiter, {Role::arbiter}).value();
    (void)read(handle, arbiter, Grade::ct3, 57);
    (void)settlement(handle, arbiter, Grade::ct3, "consolidation");
    (void)doJobs();
    EXPECT_EQ(wrong(), 0) << "the reader's case went to an arbiter";
    change("update qa.qa_case set state = 'disputed'");
    EXPECT_EQ(wrong(), 0) << "what was never counted must not be taken out";
}

TEST_F(KeptFigures, thatWereTamperedWithAreFoundAndMended) {
    settle("1.2.1", Grade::ct1, 12, Grade::ct1, 14);
    LibpqConnection{connectionText(configuration(), configuration().databaseAdmin, configuration().databaseName)}
        .execute("update qa.figure_sum set significant = 7 where span = 'month' and level = 'reporter'");
    EXPECT_EQ(sums().significant(), 7);
    EXPECT_EQ(wrong(), 1);
    EXPECT_EQ(sums().significant(), 0);
    EXPECT_EQ(wrong(), 0);
}

}  // namespace
}  // namespace overread

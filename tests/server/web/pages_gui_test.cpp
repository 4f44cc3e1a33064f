#include <gtest/gtest.h>

#include <cstdlib>

#include "server/jobs/job_queue.h"
#include "tests/server/web/department.h"

namespace overread::api::tests {
namespace {

/// One department for all journeys: each looks at parts that the others leave alone.
class Pages : public testing::Test {
protected:
    static void SetUpTestSuite() {
        department_ = std::make_unique<Department>();
        for (const auto* name : {"lead", "head", "radiologist", "administrator"}) department_->addAccount(name);
        department_->addReader("reader");
        department_->app([](soci::session& session) {
            JobQueue{session}.add("renderStudy", "0192f0c4-0000-7000-8000-000000000001");
        });
        // Given up as by a worker whose child found no end.
        department_->worker([](soci::session& session) {
            JobQueue queue{session};
            queue.giveUp(queue.take({"renderStudy"}, "worker-1").value(), "the frame ends before its last pixel");
        });
    }
    static void TearDownTestSuite() { department_.reset(); }

    /// Runs the journey with the system's Chromium; its output is shown where it fails. Where pictures are wanted they
    /// are kept (OVERREAD_PICTURES=folder); the test itself needs none.
    static void expectJourney(const std::string& script) {
        const auto command = "NODE_PATH=" OVERREAD_WEB_PACKAGES " " OVERREAD_NODE " " +
                             std::string(OVERREAD_SOURCE_DIR) + "/tests/server/web/" + script +
                             " http://127.0.0.1:" + std::to_string(department_->port()) + " '" + House::password + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << script;
    }

    static inline std::unique_ptr<Department> department_;
};

TEST_F(Pages, areSoundForEveryRoleInBothLanguagesAndThemes) {
    expectJourney("every_page.cjs");
}

TEST_F(Pages, takeAHeadFromTodayToTheImagesInThreeClicksAndFromEveryNumberToItsCases) {
    expectJourney("overseer.cjs");
}

TEST_F(Pages, letALeadPlanMeasureAndMoveTasks) {
    expectJourney("lead.cjs");
}

TEST_F(Pages, letARadiologistDisputeInTwoClicks) {
    expectJourney("radiologist.cjs");
}

TEST_F(Pages, showAReviewerTheOwnReadingBesideTheTeam) {
    expectJourney("reviewer.cjs");
}

TEST_F(Pages, neverTakeWhatWasTypedForMarkup) {
    expectJourney("hostile.cjs");
}

TEST_F(Pages, showAnAdministratorTheHouseWithoutClinicalContent) {
    expectJourney("administrator.cjs");
}

}  // namespace
}  // namespace overread::api::tests

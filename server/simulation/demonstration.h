#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/wire/oversight.h"
#include "server/simulation/installation.h"
#include "server/simulation/staged_study.h"
#include "server/supervision/local_system.h"
#include "server/supervision/stop_signal.h"

namespace overread::simulation {

/// One line of the summary.
struct ShownStudy {
    StagedStudy staged;
    std::optional<wire::CaseRow> row;  ///< none: the server does not know its report
    std::string unmet;                 ///< what was expected and did not come; empty: all came
};

struct Account {
    std::string role;
    std::string name;
    std::string password;
};

/// What the demonstration comes to.
struct Summary {
    std::vector<ShownStudy> studies;
    struct Counts {
        int studies = 0;
        int objects = 0;
        int reports = 0;
        int amendedReports = 0;
        int measured = 0;
        int refused = 0;
        int cases = 0;
        int reads = 0;
        int alerts = 0;
        int alertsAcknowledged = 0;
        int feedback = 0;
        int feedbackAcknowledged = 0;
        int greatCalls = 0;
        long auditEvents = 0;
    } counts;
    std::vector<std::string> unmet;  ///< every expectation that did not come true, with its study
    std::string server, dicom, pdf;  ///< addresses
    std::vector<Account> accounts;
};

/// How the demonstration says what it does: a step with how much of it is done, total 0 where that is not known.
using TellProgress = std::function<void(const std::string& step, long done, long total)>;

/// The main job from end to end on this machine, over the same interfaces as a hospital and a reader use: C-STORE, the
/// HTTP API, and nothing else. Its programs run as long as the object lives.
class Demonstration {
public:
    /// Makes a fresh installation and starts its programs. Throws AnotherRuns and std::runtime_error.
    Demonstration(const Configuration& base, Ports ports, TellProgress tell, const StopSignal& stop);
    ~Demonstration();

    /// Plays everything to its end. Throws Interrupted, and std::runtime_error where it does not get to the end.
    [[nodiscard]] Summary play(int cases);
    [[nodiscard]] Summary play(const std::filesystem::path& folderOfSeries);

private:
    class Stage;
    std::unique_ptr<Stage> stage_;
};

}  // namespace overread::simulation

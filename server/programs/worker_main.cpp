#include <Poco/Util/ServerApplication.h>
#include <signal.h>
#include <sys/stat.h>

#include <iostream>
#include <string_view>

#include "server/configuration/configuration.h"
#include "server/programs/log_to_standard_error.h"
#include "server/worker/children.h"
#include "server/worker/worker.h"

namespace {

using namespace overread;

class WorkerProgram final : public Poco::Util::ServerApplication {
protected:
    int main(const std::vector<std::string>&) override try {
        logToStandardError();
        ::umask(0077);  // images name patients: nobody but this account reads them
        // Before the lanes start, so that none of their threads is the one to be interrupted.
        sigset_t ending;
        sigemptyset(&ending);
        for (const int each : {SIGTERM, SIGINT, SIGQUIT}) sigaddset(&ending, each);
        ::sigprocmask(SIG_BLOCK, &ending, nullptr);
        const Configuration configuration = overread::loadConfiguration();
        Worker worker(configuration, "/proc/self/exe");
        worker.start();
        Poco::Logger::get("worker").information("takes jobs");
        waitForTerminationRequest();
        worker.stop();
        Poco::Logger::get("worker").information("ended");
        return EXIT_OK;
    } catch (const std::exception& problem) {
        std::cerr << "overread-worker: " << problem.what() << '\n';
        return 1;
    }
};

}  // namespace

int main(int argc, char** argv) {
    // A child first of all: nothing of the program may run before it is confined.
    if (argc == 5 && std::string_view(argv[1]) == "--child") return childMain(argv[2], argv[3], argv[4]);
    WorkerProgram program;
    return program.run(argc, argv);
}

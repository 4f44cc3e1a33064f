#include "server/worker/children.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <exception>
#include <iostream>
#include <new>
#include <stdexcept>

#include "server/worker/child_exit.h"
#include "server/worker/child_process.h"

namespace overread {
namespace {

using Work = void (*)(const std::filesystem::path&);

Work workOf(const std::string& kind) {
    if (kind == "indexObjects") return indexObjects;
    if (kind == "indexStudy") return indexStudy;
    if (kind == "quantifyStudy") return quantifyStudy;
    if (kind == "renderStudy") return renderStudy;
    if (kind == "readOutsideResult") return readOutsideResult;
    if (kind == "exportResults") return writeResults;
    if (kind == "sendResult") return sendResult;
    throw std::invalid_argument("no such kind of child");
}

}  // namespace

int childMain(const std::string& kind, const std::filesystem::path& folder, const std::string& limits) {
    try {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a killed worker leaves no child behind
        if (::getppid() == 1) return childGaveUp;
        (void)::nice(5);  // whoever waits for an answer comes first
        const Work work = workOf(kind);
        (kind == "sendResult" ? confineThisSender : confineThisProcess)(limitsFrom(limits), folder);
        work(folder);
        return childFinished;
    } catch (const std::bad_alloc&) {
        return childOutOfMemory;
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << std::endl;
        return childGaveUp;
    }
}

}  // namespace overread

// The client against the real server on loopback: how long a case takes to its first image and to its last slice, with
// and without having been fetched ahead, the longest event of the window's thread meanwhile, and what memory does over
// many cases.
//
//   QT_QPA_PLATFORM=offscreen loading_benchmark SERIES_FOLDER [CASES]     with OVERREAD_DATABASE_CONNECTION set
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTest>
#include <QUrl>
#include <fstream>
#include <iostream>

#include "bench/reading/house_with_series.h"
#include "bench/reading/timing.h"
#include "bench/reading/watched_application.h"
#include "reviewer-client/series/case_images.h"
#include "reviewer-client/theme/theme.h"
#include "reviewer-client/viewer/viewer.h"

using namespace overread;
using namespace overread::bench;
using namespace overread::client;

namespace {

double residentMb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

/// Waits in the window's event loop.
void await(const char* what, const std::function<bool()>& until) {
    if (!QTest::qWaitFor(until, 120'000)) throw std::runtime_error(std::string("never came: ") + what);
}

struct Times {
    double firstImageMs = 0;
    double completeMs = 0;
};

/// From the moment when the reader asks to what they see.
Times open(ApiClient& api, const wire::Assignment& assignment, std::unique_ptr<CaseImages> ahead, Viewer& viewer) {
    QElapsedTimer clock;
    bool isPainted = false;
    Times times;
    const auto connection = QObject::connect(&viewer.view(), &ImageView::firstImagePainted, [&] {
        isPainted = true;
        times.firstImageMs = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    });
    clock.start();
    auto images = ahead ? std::move(ahead) : std::make_unique<CaseImages>(api, assignment);
    images->showIn(viewer);
    await("the first image", [&] { return isPainted; });
    await("the series", [&] { return images->isComplete(); });
    times.completeMs = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    QObject::disconnect(connection);
    viewer.showStack(nullptr);
    return times;
}

}  // namespace

int main(int argc, char** argv) try {
    QStandardPaths::setTestModeEnabled(true);
    WatchedApplication application(argc, argv);
    QApplication::setOrganizationName("overread-bench");
    if (argc < 2) {
        std::cerr << "usage: loading_benchmark SERIES_FOLDER [CASES]\n";
        return 2;
    }
    const int cases = argc > 2 ? std::stoi(argv[2]) : 100;
    applyTheme(application);
    const HouseWithSeries house(argv[1]);
    const wire::Assignment& assignment = house.assignment();

    ApiClient api;
    bool isSignedIn = false;
    api.signIn(QUrl(QString("http://127.0.0.1:%1").arg(house.port())), QString::fromStdString(house.readerName()),
               QString::fromStdString(house.readerPassword()), &application,
               [&](const Answer<wire::SessionOpened>& answer) {
                   isSignedIn = std::holds_alternative<wire::SessionOpened>(answer);
               });
    await("the session", [&] { return isSignedIn; });

    Viewer viewer;
    viewer.resize(1500, 1100);
    viewer.show();
    QTest::qWait(0);
    const double before = residentMb();
    std::vector<double> first, complete, firstAhead, completeAhead, resident;
    application.startWatch();
    for (int i = 0; i < cases; ++i) {
        const bool isAhead = i % 2 == 1;
        std::unique_ptr<CaseImages> ahead;
        if (isAhead) {
            ahead = std::make_unique<CaseImages>(api, assignment);
            ahead->fetch();
            await("the series ahead", [&] { return ahead->isComplete(); });
        }
        const Times times = open(api, assignment, std::move(ahead), viewer);
        (isAhead ? firstAhead : first).push_back(times.firstImageMs);
        (isAhead ? completeAhead : complete).push_back(times.completeMs);
        resident.push_back(residentMb());
    }
    std::cout << house.series().slices << " slices, " << cases << " cases in a row\n";
    print("first image", median(first), 300, "of the bar of 300 ms");
    print("  p90", quantile(first, 0.9), 300, "");
    print("whole series", median(complete), 2000, "of the bar of 2 s on loopback");
    print("  p90", quantile(complete, 0.9), 2000, "");
    print("first image of a case fetched ahead", median(firstAhead), 100, "of the bar of 100 ms");
    print("  p90", quantile(firstAhead, 0.9), 100, "");
    print("whole series of a case fetched ahead", median(completeAhead), 500, "of the bar of 500 ms");
    std::printf("longest event of the window %.1f ms of its thread (bar 50), in %s\n", application.longestMs(),
                qPrintable(application.longestWhat()));
    const auto at = [&](int n) { return resident[static_cast<std::size_t>(std::min(n, cases) - 1)]; };
    std::printf("memory %.0f MB before, %.0f after 10 cases, %.0f after %d\n", before, at(10), at(cases), cases);

    // Two studies and a prior open at once: the case that is read with its prior, and the next one ahead.
    std::vector<std::unique_ptr<CaseImages>> open3;
    for (int i = 0; i < 3; ++i) {
        open3.push_back(std::make_unique<CaseImages>(api, assignment));
        open3.back()->fetch();
        await("a series", [&] { return open3.back()->isComplete(); });
    }
    std::printf("memory %.0f MB with three series of this size open (bar 1024)\n", residentMb());
    return 0;
} catch (const std::exception& fault) {
    std::cerr << fault.what() << '\n';
    return 1;
}

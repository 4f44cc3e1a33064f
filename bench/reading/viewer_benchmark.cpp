// What a reader waits for at the viewer, with one real series and no server: a painted frame beside its floor, cuts and
// slabs, two linked viewports, and that no slice is skipped. Milliseconds of the window's thread on the processor.
//
//   QT_QPA_PLATFORM=offscreen viewer_benchmark SERIES_FOLDER
#include <QAction>
#include <QStandardPaths>
#include <QTest>
#include <QWheelEvent>
#include <iostream>

#include "bench/reading/timing.h"
#include "bench/reading/watched_application.h"
#include "core/dicom/read_volume.h"
#include "core/dicom/series_index.h"
#include "reviewer-client/theme/theme.h"
#include "reviewer-client/viewer/viewer.h"

using namespace overread;
using namespace overread::bench;
using namespace overread::client;

namespace {

std::shared_ptr<SliceStack> stackOf(const std::filesystem::path& folder) {
    const auto index = dicom::indexFiles(dicom::filesUnder({folder}), 2);
    if (index.series.empty()) throw std::runtime_error("no series under " + folder.string());
    const auto read = dicom::readVolume(index.series[index.chosen.value_or(0)], 2);
    if (const auto* refusal = std::get_if<dicom::Refusal>(&read)) throw std::runtime_error(refusal->detail);
    const auto& volume = std::get<CtVolume>(read);
    wire::ImageSeries series;
    series.columns = static_cast<int>(volume.geometry.columns);
    series.rows = static_cast<int>(volume.geometry.rows);
    series.slices = static_cast<int>(volume.geometry.slices);
    series.spacingMm = volume.geometry.spacingMm;
    auto stack = std::make_shared<SliceStack>(series);
    const auto n = volume.geometry.voxelsPerSlice();
    for (int z = 0; z < series.slices; ++z) {
        stack->put(z, std::span{volume.hu}.subspan(static_cast<std::size_t>(z) * n, n));
        std::vector<std::uint8_t> labels(n, 0);  // as much of each label as a sick lung has
        for (std::size_t i = n / 4; i < n / 2; ++i) labels[i] = i / 16 % 5 < 2 ? 3 : 1;
        auto outlines = MaskOutlines(labels, series.columns, series.rows);
        stack->putMask(z, std::move(labels), std::move(outlines));
    }
    return stack;
}

void measureFrame(const std::shared_ptr<SliceStack>& stack) {
    ImageView view;
    view.resize(1600, 1200);
    view.showStack(stack);
    view.show();
    QTest::qWait(0);
    Picture picture{1600, 1200, std::vector<std::uint32_t>(1600 * 1200)};
    std::vector<std::uint8_t> grey(stack->hu(0).size());
    Enlarger enlarger;
    std::vector<double> fill, enlarged, plain, windowing, masked;
    for (int i = 0; i < 2 * stack->slices(); ++i) {
        const int slice = i % stack->slices();
        fill.push_back(threadMillisecondsOf(
            [&] { std::fill(picture.pixels.begin(), picture.pixels.end(), 0xff000000U + static_cast<unsigned>(i)); }));
        enlarged.push_back(threadMillisecondsOf([&] {
            windowed(stack->hu(slice), {1500, -600}, grey);
            enlarger.grey(grey, stack->columns(), stack->rows(), view.placement(), picture);
        }));
        view.showMasks(ImageView::Masks::hidden);
        plain.push_back(threadMillisecondsOf([&] {
            view.showSlice(slice);
            view.repaint();
        }));
        windowing.push_back(threadMillisecondsOf([&] {
            view.showWindow({1500.0 + i, -600});
            view.repaint();
        }));
        view.showMasks(ImageView::Masks::fill);
        masked.push_back(threadMillisecondsOf([&] { view.repaint(); }));
    }
    const double floor = median(enlarged);
    std::cout << "one frame of 1600 x 1200\n";
    print("  fill", median(fill), floor, "of own enlargement");
    print("  own enlargement", floor, floor, "of own enlargement");
    print("  change of slice to painted, p50", median(plain), floor, "");
    print("  change of slice to painted, p99", quantile(plain, 0.99), floor, "");
    print("  change of window to painted, p50", median(windowing), floor, "");
    print("  with filled masks and marks, p50", median(masked), floor, "");
    print("  with filled masks and marks, p99", quantile(masked, 0.99), floor, "(bar 16.7 ms)");
}

void measureCuts(const std::shared_ptr<SliceStack>& stack) {
    Cutter cutter;
    std::cout << "cuts of " << stack->columns() << " x " << stack->rows() << " x " << stack->slices()
              << " (bar 50 ms), each with another picture\n";
    const auto measure = [&](const char* what, Plane plane, Slab::Kind kind, double mm) {
        std::vector<double> times;
        const int n = gridOf(plane, stack->series()).slices;
        for (int i = 0; i < 60; ++i)
            times.push_back(threadMillisecondsOf([&] {
                static_cast<void>(cutter.hu(*stack, plane, i * 37 % n, {kind, mm}));
            }));
        print(std::string("  ") + what + ", p99", quantile(times, 0.99), 50, "of the bar");
    };
    measure("coronal", Plane::coronal, Slab::Kind::none, 0);
    measure("sagittal", Plane::sagittal, Slab::Kind::none, 0);
    measure("axial maximum of 20 mm", Plane::axial, Slab::Kind::maximum, 20);
    measure("axial mean of 20 mm", Plane::axial, Slab::Kind::mean, 20);
    measure("coronal maximum of 20 mm", Plane::coronal, Slab::Kind::maximum, 20);
    measure("sagittal maximum of 20 mm", Plane::sagittal, Slab::Kind::maximum, 20);
    measure("sagittal mean of 20 mm", Plane::sagittal, Slab::Kind::mean, 20);
}

void measureLinked(WatchedApplication& application, const std::shared_ptr<SliceStack>& stack) {
    Viewer viewer;
    viewer.showStack(stack);
    viewer.offerPrior(stack, 41);
    viewer.resize(2130, 1110);
    viewer.show();
    QTest::qWait(0);
    viewer.findChild<QAction*>("prior")->trigger();
    QTest::qWait(0);
    std::vector<int> painted;
    QObject::connect(&viewer.view(), &ImageView::slicePainted, [&](int slice) { painted.push_back(slice); });
    viewer.view().showSlice(0);
    QTest::qWait(0);
    painted.clear();
    application.startWatch();
    std::vector<double> frames;
    const QPointF at = QRectF(viewer.view().rect()).center();
    for (int i = 1; i < stack->slices(); ++i)
        frames.push_back(threadMillisecondsOf([&] {
            QWheelEvent event(at, viewer.view().mapToGlobal(at), {}, {0, 120}, Qt::NoButton, {}, Qt::NoScrollPhase,
                              false);
            QApplication::sendEvent(&viewer.view(), &event);
            QCoreApplication::processEvents();  // the linked view, the bars, the line of figures
        }));
    std::cout << "two linked viewports of " << viewer.view().width() << " x " << viewer.view().height() << " and "
              << viewer.priorView().width() << " x " << viewer.priorView().height() << '\n';
    print("  a notch of the wheel, p50", median(frames), 16.7, "of a sixtieth of a second");
    print("  a notch of the wheel, p99", quantile(frames, 0.99), 16.7, "of a sixtieth of a second");
    std::cout << "  painted " << painted.size() << " of " << stack->slices() - 1
              << " slices passed, in order: " << (std::is_sorted(painted.begin(), painted.end()) ? "yes" : "NO")
              << '\n';
    std::printf("  longest event of the window %.1f ms of its thread (bar 50), in %s\n", application.longestMs(),
                qPrintable(application.longestWhat()));
}

}  // namespace

int main(int argc, char** argv) try {
    QStandardPaths::setTestModeEnabled(true);
    WatchedApplication application(argc, argv);
    QApplication::setOrganizationName("overread-bench");
    if (argc != 2) {
        std::cerr << "usage: viewer_benchmark SERIES_FOLDER\n";
        return 2;
    }
    applyTheme(application);
    const auto stack = stackOf(argv[1]);
    const auto lungs = stack->lungs();
    std::cout << stack->slices() << " slices, lungs from " << (lungs ? lungs->lowest + 1 : 0) << " to "
              << (lungs ? lungs->highest + 1 : 0) << '\n';
    measureFrame(stack);
    measureCuts(stack);
    measureLinked(application, stack);
    return 0;
} catch (const std::exception& fault) {
    std::cerr << fault.what() << '\n';
    return 1;
}

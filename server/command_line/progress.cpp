#include "server/command_line/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>

namespace overread {
namespace {

using namespace std::chrono_literals;
constexpr auto plainLineEvery = 10s;
constexpr auto redrawEvery = 100ms;
constexpr int barWidth = 10;

bool allIsQuiet = false;  // set before a command begins, read by it alone

}  // namespace

std::string progressLine(const std::string& step, long done, long total, std::chrono::milliseconds elapsed) {
    const double share = total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0) : 0;
    const auto filled = static_cast<std::size_t>(std::floor(share * barWidth));
    std::string line = step + " [" + std::string(filled, '#') + std::string(barWidth - filled, '-') + "] " +
                       std::to_string(done) + "/" + std::to_string(total) + "  " +
                       std::to_string(static_cast<int>(share * 100)) + " %";
    if (done > 0 && share < 1) {
        const double left = static_cast<double>(elapsed.count()) / 1000 * (1 - share) / share;
        line += "  " + std::to_string(static_cast<long>(std::ceil(left))) + " s left";
    }
    return line;
}

void beQuiet() {
    allIsQuiet = true;
}

void say(Verbosity verbosity, const std::string& line) {
    if (verbosity != Verbosity::quiet && !allIsQuiet) std::cerr << line << std::endl;
}

Progress::Progress(std::string step, long total, Verbosity verbosity)
    : step_(std::move(step)),
      total_(total),
      verbosity_(allIsQuiet ? Verbosity::quiet : verbosity),
      isTerminal_(isatty(STDERR_FILENO) == 1) {
    if (verbosity_ == Verbosity::quiet) return;
    if (isTerminal_)
        draw(0);
    else
        std::cerr << step_ << " ..." << std::endl;
}

Progress::~Progress() {
    if (isLineOpen_) std::cerr << std::endl;
}

void Progress::draw(long done) {
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - startedAt_);
    std::cerr << "\r\033[K" << (total_ > 0 ? progressLine(step_, done, total_, elapsed) : step_ + " ...") << std::flush;
    isLineOpen_ = true;
}

void Progress::advance(long done) {
    if (verbosity_ == Verbosity::quiet) return;
    const auto now = Clock::now();
    if (now - saidAt_ < (isTerminal_ ? redrawEvery : std::chrono::milliseconds(plainLineEvery))) return;
    saidAt_ = now;
    if (isTerminal_)
        draw(done);
    else
        std::cerr << step_ << ": " << done << (total_ > 0 ? " of " + std::to_string(total_) : "") << std::endl;
}

void Progress::finish(const std::string& result) {
    if (verbosity_ == Verbosity::quiet) return;
    if (isTerminal_) std::cerr << "\r\033[K";
    isLineOpen_ = false;
    std::cerr << result << std::endl;
}

}  // namespace overread

#pragma once
#include <chrono>
#include <string>

namespace overread {

enum class Verbosity { quiet, normal };
/// For the rest of this process everything is quiet: `--quiet` of any command.
void beQuiet();

/// Progress of one step on standard error. A terminal shows one line that is redrawn,
/// `measure [#####-----] 128/248  52 %  3 s left`; otherwise there is a line at the start, one every 10 s
/// (`measure: 128 of 248`) and one at the end. Quiet: nothing.
class Progress {
public:
    /// `total` 0: the number of things is not known, or is one.
    Progress(std::string step, long total, Verbosity verbosity);
    ~Progress();  ///< ends the line of a step that was not finished
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void advance(long done);
    /// The line that stays, for example "measure: 248 slices in 3.1 s".
    void finish(const std::string& result);

private:
    using Clock = std::chrono::steady_clock;
    void draw(long done);

    std::string step_;
    long total_;
    Verbosity verbosity_;
    bool isTerminal_;
    bool isLineOpen_ = false;
    Clock::time_point startedAt_ = Clock::now();
    Clock::time_point saidAt_ = Clock::now();
};

/// "measure [#####-----] 128/248  52 %  3 s left"; without a remaining time where nothing is done yet.
[[nodiscard]] std::string progressLine(const std::string& step, long done, long total,
                                       std::chrono::milliseconds elapsed);

/// One line on standard error.
void say(Verbosity verbosity, const std::string& line);

}  // namespace overread

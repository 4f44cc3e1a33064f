#pragma once
#include <map>

#include "core/domain/case.h"
#include "core/domain/timestamp.h"

namespace overread::client {

/// Cases read in a row. At its end the reader is told what was read and how long it took, and stops.
class Sitting {
public:
    static constexpr int fewest = 10, usual = 25, most = 50;
    /// `size` outside fewest..most is the nearer of the two.
    Sitting(int size, Timestamp begin);
    void note(AssignmentKind kind);  ///< one more is locked
    [[nodiscard]] int size() const { return size_; }
    [[nodiscard]] int done() const;
    [[nodiscard]] int doneOf(AssignmentKind kind) const;
    [[nodiscard]] bool isOver() const { return done() >= size_; }
    [[nodiscard]] int minutes(Timestamp now) const;  ///< since it began, rounded, at least 1

private:
    int size_;
    Timestamp begin_;
    std::map<AssignmentKind, int> done_;
};

}  // namespace overread::client

#include "server/api/export_gate.h"

#include "server/api/problems.h"

namespace overread::api {

namespace {

constexpr int mostOfOne = 2;  // trust.md, section 2
constexpr int mostInAll = 4;

}  // namespace

ExportGate::Pass::Pass(ExportGate& gate, const UserId& person) : gate_(gate), person_(person) {
    const std::scoped_lock lock(gate_.mutex_);
    auto& own = gate_.underway_[person_];
    if (own >= mostOfOne || gate_.all_ >= mostInAll) throw Refusal{ProblemType::tooManyAtOnce};
    ++own;
    ++gate_.all_;
}

ExportGate::Pass::~Pass() {
    const std::scoped_lock lock(gate_.mutex_);
    if (--gate_.underway_[person_] == 0) gate_.underway_.erase(person_);
    --gate_.all_;
}

}  // namespace overread::api

#pragma once
#include <map>
#include <mutex>

#include "core/domain/id.h"

namespace overread::api {

/// Documents that are being made: two at a time for one person and four in all, so that printing never takes the
/// threads that everybody else needs. Thread-safe.
class ExportGate {
public:
    /// One document on its way. Throws Refusal tooManyAtOnce where there are enough of them.
    class Pass {
    public:
        Pass(ExportGate& gate, const UserId& person);
        ~Pass();
        Pass(const Pass&) = delete;
        Pass& operator=(const Pass&) = delete;

    private:
        ExportGate& gate_;
        UserId person_;
    };

private:
    std::mutex mutex_;
    std::map<UserId, int> underway_;
    int all_ = 0;
};

}  // namespace overread::api

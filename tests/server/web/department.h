#pragma once
#include "core/phantom/phantom.h"
#include "tests/server/api/house.h"

namespace overread::api::tests {

/// Some weeks of a department as the pages' readers find it: every report of pneumonia is read twice, the third
/// radiologist calls too mild now and then, a peer reviewer praises and remarks, and what people typed tries to be
/// markup. The cases that differ have pictures of a phantom.
class Department : public House {
public:
    /// Pages are served from the build folder.
    Department();

    /// What stands in names, comments and questions: it must be shown as it was typed.
    static constexpr auto payload = "<img src=x onerror=window.markupRan=1>";

    /// An account for the person who read all double reads, signed in as `name`.
    void addReader(const std::string& name);

private:
    void reportOfPneumonia(int person, double seen, bool isUnderCalled);
    void reviewedReport(bool isGreatCall);
    void picturesOf(const StudyId& study);
    void outsideResultsOf(const StudyId& study);

    UserId reader_ = person("reader-1");
    UserId arbiter_ = person("arbiter-1");
    Phantom phantom_;
    int studies_ = 0;
};

}  // namespace overread::api::tests

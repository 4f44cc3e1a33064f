#pragma once
#include <memory>
#include <string>

namespace overread::reports {

/// What prints in a process of its own. Making it loads the fonts, so that the process may be confined afterwards and
/// only then reads a document.
class Printer {
public:
    Printer();
    ~Printer();
    Printer(const Printer&) = delete;
    Printer& operator=(const Printer&) = delete;

    /// The PDF of a packed document (reports/document.h).
    [[nodiscard]] std::string print(const std::string& packedDocument) const;

private:
    struct Application;
    std::unique_ptr<Application> application_;
};

}  // namespace overread::reports

#include "reports/print/printer.h"

#include <QFont>
#include <QFontInfo>
#include <QGuiApplication>
#include <QLoggingCategory>

#include "reports/print/pdf.h"

namespace overread::reports {

struct Printer::Application {
    int argc = 1;
    char name[9] = "overread";
    char* argv[2] = {name, nullptr};
    QGuiApplication gui{argc, argv};
};

Printer::Printer() {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // A service has no XDG_RUNTIME_DIR, of which Qt would complain on each run.
    QLoggingCategory::setFilterRules("default.warning=false");
    application_ = std::make_unique<Application>();
    static_cast<void>(QFontInfo(QFont("DejaVu Sans")).family());
}

Printer::~Printer() = default;

std::string Printer::print(const std::string& packedDocument) const {
    return toPdf(unpacked(packedDocument));
}

}  // namespace overread::reports

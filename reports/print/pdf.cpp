#include "reports/print/pdf.h"

#include <QFont>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QVariant>
#include <memory>
#include <stdexcept>

namespace overread::reports {
namespace {

constexpr int printerDpi = 300;
constexpr int layoutDpi = 96;  // what QTextDocument takes a pixel for
constexpr double marginMm = 16;
constexpr double footerHeight = 28;

/// QTextDocument opens whatever file the HTML names; this one opens nothing.
class ClosedDocument final : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl&) override { return QByteArray(); }
};

std::unique_ptr<QGuiApplication> applicationWhereNone() {
    if (QCoreApplication::instance() != nullptr) return nullptr;
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    // A service has no XDG_RUNTIME_DIR, of which Qt would complain on each run.
    QLoggingCategory::setFilterRules("default.warning=false");
    static int argc = 1;
    static char name[] = "overread";
    static char* argv[] = {name, nullptr};
    return std::make_unique<QGuiApplication>(argc, argv);
}

}  // namespace

void writePdf(const std::string& html, const std::string& title, const std::string& footer,
              const std::filesystem::path& file) {
    const auto application = applicationWhereNone();
    QPdfWriter writer(QString::fromStdString(file.string()));
    writer.setResolution(printerDpi);
    writer.setTitle(QString::fromStdString(title));
    writer.setCreator("overread");
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                     QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter));
    QPainter painter;
    if (!painter.begin(&writer)) throw std::runtime_error("cannot write " + file.string());
    constexpr double scale = static_cast<double>(printerDpi) / layoutDpi;
    painter.scale(scale, scale);
    const QSizeF page(writer.width() / scale, writer.height() / scale);
    const QSizeF body(page.width(), page.height() - footerHeight);

    QFont font("DejaVu Sans");
    font.setPointSizeF(9);
    ClosedDocument document;
    document.setUseDesignMetrics(true);  // letters keep their widths at any resolution
    document.setDocumentMargin(0);
    document.setDefaultFont(font);
    document.setHtml(QString::fromStdString(html));
    document.setPageSize(body);

    QFont small = font;
    small.setPixelSize(9);  // points would follow the printer's resolution a second time
    const int pages = document.pageCount();
    for (int number = 0; number < pages; ++number) {
        if (number > 0 && !writer.newPage()) throw std::runtime_error("cannot write " + file.string());
        painter.save();
        painter.translate(0, -number * body.height());
        document.drawContents(&painter, QRectF(0, number * body.height(), body.width(), body.height()));
        painter.restore();
        painter.setFont(small);
        painter.setPen(QColor("#5f6b73"));
        const QRectF line(0, body.height(), page.width(), footerHeight);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignBottom, QString::fromStdString(footer));
        painter.drawText(line, Qt::AlignRight | Qt::AlignBottom, QString("%1 / %2").arg(number + 1).arg(pages));
    }
    if (!painter.end()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace overread::reports

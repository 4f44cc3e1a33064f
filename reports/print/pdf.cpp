#include "reports/print/pdf.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFont>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QVariant>
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>

#include "reports/print/paint.h"

namespace overread::reports {
namespace {

constexpr int printerDpi = 300;
constexpr int layoutDpi = 96;  // what QTextDocument takes a pixel for
constexpr double marginMm = 16;
constexpr double footerHeight = 30;

/// QTextDocument opens whatever file the HTML names; this one opens nothing.
class ClosedDocument final : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl&) override { return QByteArray(); }
};

/// Paints what place() put into the body. Any other image is nothing, of no size.
class OwnImages final : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    explicit OwnImages(const Document& document) : document_(document) {}

    QSizeF intrinsicSize(QTextDocument*, int, const QTextFormat& format) override {
        if (const auto* drawing = drawingOf(format)) return {drawing->width, drawing->height};
        return {};
    }
    void drawObject(QPainter* painter, const QRectF& place, QTextDocument*, int, const QTextFormat& format) override {
        if (const auto* drawing = drawingOf(format)) paint(*painter, *drawing, place.topLeft());
    }

private:
    [[nodiscard]] const Drawing* drawingOf(const QTextFormat& format) const {
        const auto name = format.toImageFormat().name();
        if (!name.startsWith("drawing:")) return nullptr;
        bool isNumber = false;
        const auto number = name.mid(8).toUInt(&isNumber);
        return isNumber && number < document_.drawings.size() ? &document_.drawings[number] : nullptr;
    }

    const Document& document_;
};

QFont fontOfDocuments() {
    QFont font("DejaVu Sans");
    font.setPointSizeF(9);
    // Without ligatures: who searches the file for "file" must find it.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

/// The document laid out for pages of that size; the headings of these numbers begin a page.
class LaidOut {
public:
    LaidOut(const Document& document, const QSizeF& page, const std::set<int>& headingsOnNewPages) : images_(document) {
        text_.documentLayout()->registerHandler(QTextFormat::ImageObject, &images_);
        text_.setMetaInformation(QTextDocument::CssMedia, "print");
        text_.setUseDesignMetrics(true);  // letters keep their widths at any resolution
        text_.setDocumentMargin(0);
        text_.setDefaultFont(fontOfDocuments());
        text_.setHtml("<html><head><style>" + QString::fromStdString(styleSheet()) + "</style></head><body>" +
                      QString::fromStdString(document.body) + "</body></html>");
        // Before anything is laid out: changed afterwards, what stands below the change may be lost.
        for (auto block = text_.begin(); block.isValid(); block = block.next()) {
            if (!headingsOnNewPages.contains(block.blockNumber())) continue;
            auto format = block.blockFormat();
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            QTextCursor(block).setBlockFormat(format);
        }
        text_.setPageSize(page);
    }

    /// The first heading that stands at the foot of a page while what it heads begins on the next one.
    [[nodiscard]] std::optional<int> strandedHeading() {
        const auto* layout = text_.documentLayout();
        const auto pageOf = [&](double y) { return static_cast<int>(y / text_.pageSize().height()); };
        for (auto block = text_.begin(); block.next().isValid(); block = block.next()) {
            if (block.blockFormat().headingLevel() == 0) continue;
            const auto next = layout->blockBoundingRect(block.next());
            constexpr double aLine = 16;
            if (pageOf(layout->blockBoundingRect(block).top()) != pageOf(next.top() + std::min(next.height(), aLine)))
                return block.blockNumber();
        }
        return std::nullopt;
    }
    [[nodiscard]] QTextDocument& text() { return text_; }

private:
    OwnImages images_;
    ClosedDocument text_;
};

/// Headings go to the next page together with what they head.
std::unique_ptr<LaidOut> laidOut(const Document& document, const QSizeF& page) {
    std::set<int> headingsOnNewPages;
    while (true) {
        auto laid = std::make_unique<LaidOut>(document, page, headingsOnNewPages);
        const auto stranded = laid->strandedHeading();
        constexpr std::size_t mostAttempts = 12;  // a heading that is stranded for ever is no reason to print nothing
        if (!stranded || headingsOnNewPages.size() == mostAttempts || !headingsOnNewPages.insert(*stranded).second)
            return laid;
    }
}

}  // namespace

std::string toPdf(const Document& document) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(printerDpi);
    writer.setTitle(QString::fromStdString(document.title));
    writer.setCreator("overread");
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait,
                                     QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter));
    QPainter painter;
    if (!painter.begin(&writer)) throw std::runtime_error("the document cannot be printed");
    constexpr double scale = static_cast<double>(printerDpi) / layoutDpi;
    painter.scale(scale, scale);
    const QSizeF page(writer.width() / scale, writer.height() / scale);
    const QSizeF body(page.width(), page.height() - footerHeight);

    const auto laid = laidOut(document, body);
    auto& text = laid->text();
    QFont small = fontOfDocuments();
    small.setPixelSize(9);  // points would follow the printer's resolution a second time
    const int pages = text.pageCount();
    for (int number = 0; number < pages; ++number) {
        if (number > 0 && !writer.newPage()) throw std::runtime_error("the document cannot be printed");
        painter.save();
        painter.translate(0, -number * body.height());
        text.drawContents(&painter, QRectF(0, number * body.height(), body.width(), body.height()));
        painter.restore();
        painter.setFont(small);
        painter.setPen(QColor("#55606a"));
        const QRectF line(0, body.height(), page.width(), footerHeight);
        painter.drawText(line.adjusted(0, 0, -50, 0), Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap,
                         QString::fromStdString(document.footer));
        painter.drawText(line, Qt::AlignRight | Qt::AlignBottom, QString("%1 / %2").arg(number + 1).arg(pages));
    }
    if (!painter.end()) throw std::runtime_error("the document cannot be printed");
    return bytes.toStdString();
}

}  // namespace overread::reports

#include "pdf.moc"

#include "reviewer-client/reading/comparison_table.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <cmath>

#include "reviewer-client/reading/words.h"

namespace overread::client {
namespace {

constexpr double percentsDiffer = 5;

struct Comparison {
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};

template <class T, class Text, class Differs>
ComparisonRow rowOf(const QString& name, const std::vector<ComparisonColumn>& columns,
                    std::optional<T> ComparisonColumn::*member, Text text, Differs differs) {
    ComparisonRow row{name, {}, false};
    std::optional<T> first;
    for (const auto& column : columns) {
        const auto& value = column.*member;
        row.cells.push_back(value ? text(*value) : QString(QChar(0x2013)));
        if (value && first && differs(*first, *value)) row.differs = true;
        if (value && !first) first = value;
    }
    return row;
}

}  // namespace

ComparisonColumn columnOf(const QString& title, const DoubleRead& read) {
    return {title,
            read.grade,
            read.involvement.rightPercent,
            read.involvement.leftPercent,
            read.involvement.totalPercent,
            read.findings,
            read.quality,
            read.confidence,
            {}};
}

ComparisonColumn columnOfReport(const QString& title, const DoubleRead& report, bool statesInvolvement) {
    auto column = columnOf(title, report);
    column.quality.reset();
    column.confidence.reset();
    if (!statesInvolvement) {
        for (auto* percent : {&column.rightPercent, &column.leftPercent, &column.totalPercent}) percent->reset();
        column.remark = Comparison::tr("no percent stated");
    }
    return column;
}

ComparisonColumn columnOf(const QString& title, const Quantification& measurement) {
    ComparisonColumn column;
    column.title = title;
    if (measurement.status != Quantification::Status::measured) {
        column.remark = measurement.status == Quantification::Status::pending
                            ? Comparison::tr("not measured yet")
                            : Comparison::tr("not measured: %1")
                                  .arg(QString::fromStdString(measurement.detail.empty() ? measurement.reason
                                                                                         : measurement.detail));
        return column;
    }
    column.grade = measurement.grade;
    column.totalPercent = measurement.involvement.totalPercent;
    column.rightPercent = measurement.involvement.rightPercent;
    column.leftPercent = measurement.involvement.leftPercent;
    column.remark = QChar(0x00b1) + QString::number(measurement.uncertaintyPercent, 'f', 0) + Comparison::tr(" points");
    if (measurement.confidence == Quantification::Confidence::low) column.remark += Comparison::tr(", low confidence");
    return column;
}

std::vector<ComparisonRow> comparisonOf(const std::vector<ComparisonColumn>& columns) {
    const auto percentDiffers = [](double a, double b) { return std::abs(a - b) > percentsDiffer; };
    const auto differs = [](const auto& a, const auto& b) { return !(a == b); };
    const auto percent = [](double value) { return words::percent(std::round(value)); };
    return {
        rowOf(
            Comparison::tr("grade"), columns, &ComparisonColumn::grade, [](Grade g) { return words::of(g); }, differs),
        rowOf(Comparison::tr("right"), columns, &ComparisonColumn::rightPercent, percent, percentDiffers),
        rowOf(Comparison::tr("left"), columns, &ComparisonColumn::leftPercent, percent, percentDiffers),
        rowOf(Comparison::tr("total"), columns, &ComparisonColumn::totalPercent, percent, percentDiffers),
        rowOf(
            Comparison::tr("findings"), columns, &ComparisonColumn::findings,
            [](const Findings& f) { return words::of(f); }, differs),
        rowOf(
            Comparison::tr("quality"), columns, &ComparisonColumn::quality, [](ImageQuality q) { return words::of(q); },
            differs),
        rowOf(
            Comparison::tr("confidence"), columns, &ComparisonColumn::confidence,
            [](int c) { return words::ofConfidence(c); }, [](int, int) { return false; })};
}

ComparisonTable::ComparisonTable(const std::vector<ComparisonColumn>& columns, QWidget* parent) : QWidget(parent) {
    setObjectName("comparison");
    setAccessibleName(tr("Answers side by side"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(10, 4, 10, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(7);
    const auto put = [&](int row, int column, const QString& text, const char* role) {
        auto* label = new QLabel(text);
        label->setProperty("role", role);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setObjectName(QString("cell_%1_%2").arg(row).arg(column));
        grid->addWidget(label, row, column);
        return label;
    };
    for (std::size_t c = 0; c < columns.size(); ++c) {
        auto* title = put(0, static_cast<int>(c) + 1, columns[c].title, "heading");
        QFont font = title->font();
        font.setBold(true);
        title->setFont(font);
        title->setProperty("role", "");
        title->setWordWrap(false);
        grid->setColumnStretch(static_cast<int>(c) + 1, 1);
    }
    int line = 1;
    bool differs = false;
    for (const auto& row : comparisonOf(columns)) {
        put(line, 0, row.name, "second");
        for (std::size_t c = 0; c < row.cells.size(); ++c) put(line, static_cast<int>(c) + 1, row.cells[c], "");
        if (row.differs) {
            auto* sign = put(line, static_cast<int>(columns.size()) + 1, QString(QChar(0x2260)), "warning");
            sign->setObjectName("differs_" + row.name);
            sign->setAccessibleName(row.name + tr(" differs"));
            differs = true;
        }
        ++line;
    }
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (!columns[c].remark.isEmpty()) put(line, static_cast<int>(c) + 1, columns[c].remark, "second");
    if (!differs) return;
    // The word once, below: beside each row it would take the place of a column.
    auto* legend = put(line + 1, 0, QString(QChar(0x2260)) + tr(" differs"), "warning");
    grid->addWidget(legend, line + 1, 0, 1, static_cast<int>(columns.size()) + 2);
}

}  // namespace overread::client

#pragma once
#include <QWidget>
#include <optional>
#include <vector>

#include "core/domain/quantification.h"
#include "core/domain/read.h"

namespace overread::client {

/// One column of a comparison: what somebody, or the measurement, said. What they did not say is absent.
struct ComparisonColumn {
    QString title;
    std::optional<Grade> grade;
    std::optional<double> rightPercent, leftPercent, totalPercent;
    std::optional<Findings> findings;
    std::optional<ImageQuality> quality;
    std::optional<int> confidence;
    QString remark;  ///< under the column, for example why there is no measurement
};
[[nodiscard]] ComparisonColumn columnOf(const QString& title, const DoubleRead& read);
/// A report in the shape of a read: it has a confidence and a quality that nobody gave, and perhaps no involvement.
[[nodiscard]] ComparisonColumn columnOfReport(const QString& title, const DoubleRead& report, bool statesInvolvement);
[[nodiscard]] ComparisonColumn columnOf(const QString& title, const Quantification& measurement);

/// One row; `differs` where two columns that both say something say different things (percents: over 5 points).
struct ComparisonRow {
    QString name;
    std::vector<QString> cells;  ///< a dash where a column says nothing
    bool differs = false;
};
[[nodiscard]] std::vector<ComparisonRow> comparisonOf(const std::vector<ComparisonColumn>& columns);

/// The columns side by side; rows that differ carry a sign and a word, not a colour alone.
class ComparisonTable final : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonTable(const std::vector<ComparisonColumn>& columns, QWidget* parent = nullptr);
};

}  // namespace overread::client

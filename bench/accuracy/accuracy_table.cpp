#include "bench/accuracy/accuracy_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iomanip>
#include <map>
#include <ostream>
#include <sstream>

#include "core/domain/named.h"
#include "qa/statistics/bland_altman.h"

namespace overread::accuracy {
namespace {

using Group = std::vector<const Comparison*>;
using Belongs = std::function<bool(const Comparison&)>;

std::string fixed(double value, int digits) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

Group groupOf(const std::vector<Comparison>& all, const Belongs& belongs) {
    Group group;
    for (const auto& each : all)
        if (each.measured.status == Quantification::Status::measured && belongs(each)) group.push_back(&each);
    return group;
}

/// Quantile of the sorted values by rank: the smallest that at least this share does not exceed. 0 without values.
double quantile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

template <typename Part>
std::vector<double> valuesOf(const Group& group, Part part) {
    std::vector<double> values;
    for (const auto* each : group) values.push_back(part(*each));
    return values;
}

template <typename Holds>
double percentOf(const Group& group, Holds holds) {
    if (group.empty()) return 0;
    const auto count = std::count_if(group.begin(), group.end(), [&](const auto* each) { return holds(*each); });
    return 100 * static_cast<double>(count) / static_cast<double>(group.size());
}

double absoluteError(const Comparison& each) {
    return std::abs(each.error());
}
bool isFarFromLimit(const Comparison& each) {
    return each.pointsFromLimit() > 3;
}
bool hasExactGrade(const Comparison& each) {
    return each.measured.grade == each.trueGrade();
}
bool isConfident(const Comparison& each) {
    return each.measured.confidence == Quantification::Confidence::normal;
}

void writeRow(std::ostream& out, const std::string& name, const Group& group) {
    if (group.empty()) return;
    std::vector<double> measured = valuesOf(group, [](const auto& e) { return e.measured.involvement.totalPercent; });
    std::vector<double> truth = valuesOf(group, [](const auto& e) { return e.truth.involvement.totalPercent; });
    const auto agreement = qa::statistics::blandAltman(measured, truth).value();
    Group far;
    std::copy_if(group.begin(), group.end(), std::back_inserter(far), [](const auto* e) { return isFarFromLimit(*e); });
    const auto errors = valuesOf(group, absoluteError);
    std::vector<double> lesionDice;
    for (const auto* each : group)
        if (each->lesionDice) lesionDice.push_back(*each->lesionDice);
    const auto lungDice = valuesOf(group, [](const auto& e) { return e.lungDice; });
    out << "| " << name << " | " << group.size() << " | " << fixed(agreement.bias, 2) << " | "
        << fixed(agreement.limits.low, 1) << " to " << fixed(agreement.limits.high, 1) << " | "
        << fixed(quantile(errors, 0.5), 2) << " | " << fixed(quantile(errors, 0.95), 2) << " | "
        << fixed(quantile(errors, 1), 2) << " | " << fixed(percentOf(far, hasExactGrade), 0) << " | "
        << fixed(quantile(lungDice, 0.5), 3) << " (" << fixed(quantile(lungDice, 0), 3) << ") | "
        << fixed(quantile(lesionDice, 0.5), 3) << " | "
        << fixed(percentOf(group, [](const auto& e) { return e.isCovered(); }), 1) << " | "
        << fixed(quantile(valuesOf(group, [](const auto& e) { return e.measured.uncertaintyPercent; }), 0.5), 1)
        << " |\n";
}

void writeBar(std::ostream& out, const std::string& what, const std::string& bar, const std::string& seen, bool met) {
    out << "| " << what << " | " << bar << " | " << seen << " | " << (met ? "met" : "**not met**") << " |\n";
}

bool isAlmostNothing(double percent, double largestMl) {
    return percent <= 1 && largestMl < 3;
}

void writeBars(const Evidence& evidence, std::ostream& out) {
    const auto every = groupOf(evidence.diseased, [](const auto&) { return true; });
    const auto confident = groupOf(evidence.diseased, isConfident);
    const auto far = groupOf(evidence.diseased, isFarFromLimit);
    const auto dense = groupOf(evidence.diseased,
                               [](const auto& e) { return e.what.source == Source::phantom && e.hasDenseWallDisease; });
    out << "| what | bar | seen | |\n|---|---|---|---|\n";
    for (const auto& [name, group] : {std::pair{"all", every}, std::pair{"normal confidence", confident}}) {
        const auto errors = valuesOf(group, absoluteError);
        const double median = quantile(errors, 0.5), p95 = quantile(errors, 0.95);
        writeBar(out, std::string{"absolute error, median, "} + name, "<= 1.5 points", fixed(median, 2), median <= 1.5);
        writeBar(out, std::string{"absolute error, 95th percentile, "} + name, "<= 4 points", fixed(p95, 2), p95 <= 4);
    }
    const double exact = percentOf(far, hasExactGrade);
    writeBar(out, "grade exact, truth over 3 points from a limit", ">= 95 %",
             fixed(exact, 1) + " % of " + std::to_string(far.size()), exact >= 95);
    const auto twoOff = std::count_if(
        every.begin(), every.end(), [](const auto* e) { return gradesApart(e->measured.grade, e->trueGrade()) >= 2; });
    writeBar(out, "two grades off", "never", std::to_string(twoOff) + " of " + std::to_string(every.size()),
             twoOff == 0);
    const auto dice = valuesOf(dense, [](const auto& e) { return e.lungDice; });
    writeBar(out, "lung Dice, phantoms with 50 ml of consolidation or more, 5th percentile", ">= 0.97",
             fixed(quantile(dice, 0.05), 3) + ", least " + fixed(quantile(dice, 0), 3), quantile(dice, 0.05) >= 0.97);
    const double covered = percentOf(every, [](const auto& e) { return e.isCovered(); });
    writeBar(out, "truth inside the stated limits", "93 to 98 %", fixed(covered, 1) + " %",
             covered >= 93 && covered <= 98);
    const auto quiet = std::count_if(
        evidence.healthyPhantoms.begin(), evidence.healthyPhantoms.end(),
        [](const auto& e) { return isAlmostNothing(e.measured.involvement.totalPercent, e.largestLesionMl); });
    writeBar(out, "phantoms without disease: <= 1 % and no piece of 3 ml", "all",
             std::to_string(quiet) + " of " + std::to_string(evidence.healthyPhantoms.size()),
             quiet == static_cast<long>(evidence.healthyPhantoms.size()));
    for (const auto& series : evidence.healthySeries) {
        const bool low = series.measured.confidence == Quantification::Confidence::low;
        writeBar(out, "real lungs without pneumonia: " + series.name, "<= 1 % and no piece of 3 ml, or low confidence",
                 fixed(series.measured.involvement.totalPercent, 2) + " %, largest " +
                     fixed(series.largestLesionMl, 1) + " ml" + (low ? ", low confidence" : ""),
                 low || isAlmostNothing(series.measured.involvement.totalPercent, series.largestLesionMl));
    }
}

void writeClasses(const Evidence& evidence, std::ostream& out) {
    out << "| class | n | bias | limits of agreement | median error | 95th | worst | grade exact % | lung Dice median "
           "(least) | lesion Dice | covered % | stated +- |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n";
    const auto row = [&](const std::string& name, const Belongs& belongs) {
        writeRow(out, name, groupOf(evidence.diseased, belongs));
    };
    row("all", [](const auto&) { return true; });
    row("phantoms", [](const auto& e) { return e.what.source == Source::phantom; });
    row("inserted into real lungs", [](const auto& e) { return e.what.source == Source::inserted; });
    row("slices under 2 mm", [](const auto& e) { return e.what.sliceMm < 2; });
    row("slices 2 to 4 mm", [](const auto& e) { return e.what.sliceMm >= 2 && e.what.sliceMm <= 4; });
    row("slices over 4 mm", [](const auto& e) { return e.what.sliceMm > 4; });
    row("soft kernel", [](const auto& e) { return e.what.kernel == ReconstructionKernel::soft; });
    row("sharp kernel", [](const auto& e) { return e.what.kernel == ReconstructionKernel::sharp; });
    row("inspiration", [](const auto& e) { return e.what.breathing == Breathing::inspiration; });
    row("free breathing", [](const auto& e) { return e.what.breathing == Breathing::free; });
    row("effusion", [](const auto& e) { return e.what.effusion; });
    row("truth up to 25 %", [](const auto& e) { return e.truth.involvement.totalPercent <= 25; });
    row("truth 25 to 50 %",
        [](const auto& e) { return e.truth.involvement.totalPercent > 25 && e.truth.involvement.totalPercent <= 50; });
    row("truth over 50 %", [](const auto& e) { return e.truth.involvement.totalPercent > 50; });
    row("a third consolidated or more",
        [](const auto& e) { return e.truth.consolidationMl * 2 >= e.truth.groundGlassMl; });
    row("quality: no warning", [](const auto& e) { return isConfident(e) && e.measured.warnings.empty(); });
    row("quality: warnings", [](const auto& e) { return isConfident(e) && !e.measured.warnings.empty(); });
    row("quality: low confidence", [](const auto& e) { return !isConfident(e); });
}

void writeConfusion(const Evidence& evidence, std::ostream& out) {
    std::array<std::array<int, 5>, 5> counts{};
    for (const auto& list : {&evidence.diseased, &evidence.healthyPhantoms})
        for (const auto& each : *list)
            if (each.measured.status == Quantification::Status::measured)
                ++counts[static_cast<std::size_t>(each.trueGrade())][static_cast<std::size_t>(each.measured.grade)];
    out << "| truth, measured: | CT-0 | CT-1 | CT-2 | CT-3 | CT-4 |\n|---|---|---|---|---|---|\n";
    for (std::size_t truth = 0; truth < counts.size(); ++truth) {
        out << "| " << nameOf(static_cast<Grade>(truth));
        for (const int count : counts[truth]) out << " | " << count;
        out << " |\n";
    }
}

void writeWorst(const Evidence& evidence, std::ostream& out) {
    auto worst = groupOf(evidence.diseased, [](const auto&) { return true; });
    std::stable_sort(worst.begin(), worst.end(),
                     [](const auto* a, const auto* b) { return absoluteError(*a) > absoluteError(*b); });
    worst.resize(std::min<std::size_t>(worst.size(), 10));
    out << "| volume | slices | kernel | truth % | consolidated ml | measured % | +- | warnings |\n"
           "|---|---|---|---|---|---|---|---|\n";
    for (const auto* each : worst) {
        out << "| " << each->what.name << " | " << fixed(each->what.sliceMm, 2) << " mm | " << nameOf(each->what.kernel)
            << " | " << fixed(each->truth.involvement.totalPercent, 1) << " | " << fixed(each->truth.consolidationMl, 0)
            << " | " << fixed(each->measured.involvement.totalPercent, 1) << " | "
            << fixed(each->measured.uncertaintyPercent, 1) << " |";
        for (const auto& warning : each->measured.warnings) out << ' ' << warning;
        out << " |\n";
    }
}

void writeSeries(const std::vector<HealthySeries>& series, std::ostream& out) {
    out << "| series | measured | grade | stated +- | largest piece | confidence, warnings "
           "|\n|---|---|---|---|---|---|\n";
    for (const auto& each : series) {
        const auto& measured = each.measured;
        out << "| " << each.name << " | ";
        if (measured.status == Quantification::Status::measured) {
            out << fixed(measured.involvement.totalPercent, 2) << " % | " << nameOf(measured.grade) << " | "
                << fixed(measured.uncertaintyPercent, 1) << " | " << fixed(each.largestLesionMl, 1) << " ml | "
                << nameOf(measured.confidence);
            for (const auto& warning : measured.warnings) out << ' ' << warning;
        } else {
            out << "refused: " << measured.reason << " | | | |";
        }
        out << " |\n";
    }
}

}  // namespace

void writeAccuracyTable(const Evidence& evidence, std::ostream& out) {
    const auto refused = std::count_if(evidence.diseased.begin(), evidence.diseased.end(), [](const auto& e) {
        return e.measured.status != Quantification::Status::measured;
    });
    out << "# Accuracy of the measurement\n\nGenerated by `" << evidence.command
        << "`; do not edit. Involvement in percent of both lungs, errors in points, measured minus truth.\n\n"
           "Truth: phantoms of known involvement (`core/phantom/phantom.h`), and the phantom's lesions put into the "
           "lungs of real series without pneumonia (`core/phantom/insert_lesions.h`). Seeds are fixed: the same "
           "command gives the same table. "
        << evidence.diseased.size() << " volumes with disease, " << evidence.healthyPhantoms.size()
        << " phantoms without, " << evidence.healthySeries.size() << " real series without pneumonia; " << refused
        << " refused.\n\n## Bars\n\n";
    writeBars(evidence, out);
    out << "\n## By class\n\nLimits of agreement: bias -+ 1.96 standard deviations (Bland and Altman). Grade exact: "
           "among volumes whose truth is over 3 points from a limit.\n\n";
    writeClasses(evidence, out);
    out << "\n## Grades\n\nCT-0 is exactly 0 %: a measured trace makes CT-1.\n\n";
    writeConfusion(evidence, out);
    out << "\n## The ten worst\n\n";
    writeWorst(evidence, out);
    out << "\n## Real series\n\n";
    auto real = evidence.healthySeries;
    real.insert(real.end(), evidence.others.begin(), evidence.others.end());
    writeSeries(real, out);
    out << R"(
## What is not known

- No public masks of COVID-19 lesions were to be had. In real pneumonia the truth is a phantom's: soft-edged patches of ground glass
  and consolidation, more at the back, the base and the wall. Crazy paving, bands, reversed halo, cavities and fibrosis are not in it.
- The lungs into which lesions were put are those that the measurement found before. The Dice and error of insertions say how
  well they are found again with disease in them, not how well they were found at first.
- Few real series stand behind this table: one scanner's kernel pair of thick slices, and one series in free breathing that is cut off below.
  Emphysema, fibrosis, tumours, pneumothorax, tubes, surgery, children and contrast in the veins are not in it.
- The stated limits were set on phantoms and insertions of other seeds than these. On real pneumonia their coverage is unknown; two
  readers agree within about 12 points.
)";
}

}  // namespace overread::accuracy

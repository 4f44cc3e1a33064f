#include "core/dicom/series_index.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <sstream>
#include <tuple>

#include "core/dicom/kernel.h"
#include "core/dicom/object_header.h"
#include "core/dicom/parallel.h"

namespace overread::dicom {
namespace {

constexpr std::size_t mostCandidates = 50;  // listed of one study; enough for every scanner, and no flood
// Source of the numbers: the series gate of the measurement.
constexpr std::size_t minSlices = 15;
constexpr double maxGapInMedians = 1.5;
constexpr double maxDistanceMm = 100;  // further apart they are pictures of places, no volume
constexpr double maxSlantMm = 10;  // between the first and the last slice; tables sag, a tilted gantry shifts by 100
/// Three times its 2 bytes a voxel is what the measuring process may take beside its first gigabyte.
constexpr std::uint64_t maxVoxels = std::uint64_t{1} << 29;

using Headers = std::vector<ObjectHeader>;

/// Slices of one geometry and reconstruction; places and directions to a hundredth, since headers round differently.
using Reconstruction = std::tuple<int, int, std::array<long, 2>, std::array<long, 6>, std::string, long>;

Reconstruction reconstructionOf(const ObjectHeader& header) {
    const auto hundredths = [](double value) { return std::lround(value * 100); };
    const auto &row = header.place.rowDirection, &column = header.place.columnDirection;
    return {header.format.rows,
            header.format.columns,
            {std::lround(header.place.spacingMm[0] * 1000), std::lround(header.place.spacingMm[1] * 1000)},
            {hundredths(row[0]), hundredths(row[1]), hundredths(row[2]), hundredths(column[0]), hundredths(column[1]),
             hundredths(column[2])},
            header.series.kernel,
            hundredths(header.series.sliceThicknessMm)};
}

double placeAlong(const std::array<double, 3>& normal, const std::array<double, 3>& point) {
    return normal[0] * point[0] + normal[1] * point[1] + normal[2] * point[2];
}

/// Of the usable slices of a series the largest group of one reconstruction; the others become refused.
std::vector<std::size_t> uniformSlices(Headers& headers, const std::vector<std::size_t>& members) {
    std::map<Reconstruction, std::vector<std::size_t>> groups;
    for (const std::size_t index : members)
        if (!headers[index].instance.refusal) groups[reconstructionOf(headers[index])].push_back(index);
    const std::vector<std::size_t>* largest = nullptr;
    for (const auto& [key, group] : groups)
        if (largest == nullptr || group.size() > largest->size()) largest = &group;
    for (const auto& [key, group] : groups)
        if (&group != largest)
            for (const std::size_t index : group)
                headers[index].instance.refusal =
                    Refusal{RefusalCode::otherGeometry,
                            "another matrix, spacing, direction or kernel than most slices of the series"};
    return largest != nullptr ? *largest : std::vector<std::size_t>{};
}

/// Sorts along the normal of the first and drops the second of two slices at one place.
std::vector<std::size_t> inOrder(Headers& headers, std::vector<std::size_t> indices) {
    if (indices.empty()) return indices;
    const auto normal = headers[indices.front()].place.normal;
    const auto placeOf = [&](std::size_t index) { return placeAlong(normal, headers[index].place.originMm); };
    std::stable_sort(indices.begin(), indices.end(), [&](std::size_t a, std::size_t b) {
        return std::pair{placeOf(a), headers[a].instance.sopInstanceUid} <
               std::pair{placeOf(b), headers[b].instance.sopInstanceUid};
    });
    std::vector<std::size_t> kept;
    for (const std::size_t index : indices) {
        if (!kept.empty() && placeOf(index) - placeOf(kept.back()) < 0.01)
            headers[index].instance.refusal = Refusal{RefusalCode::duplicateSlice, "a second slice at the same place"};
        else
            kept.push_back(index);
    }
    return kept;
}

/// Distance of the slices and the refusal that follows from it.
std::optional<Refusal> spaceOut(Series& series) {
    auto& slices = series.slices;
    if (slices.size() < minSlices)
        return Refusal{RefusalCode::tooFewSlices, std::to_string(slices.size()) +
                                                      (slices.size() == 1 ? " usable slice" : " usable slices") +
                                                      ", at least 15 are needed"};
    std::vector<double> distances;
    for (std::size_t i = 1; i < slices.size(); ++i) distances.push_back(slices[i].placeMm - slices[i - 1].placeMm);
    auto sorted = distances;
    std::sort(sorted.begin(), sorted.end());
    const double median = sorted[sorted.size() / 2];
    series.geometry.spacingMm[2] =
        (slices.back().placeMm - slices.front().placeMm) / static_cast<double>(distances.size());
    if (series.geometry.spacingMm[2] > maxDistanceMm) {
        std::ostringstream detail;
        detail << "the slices lie " << series.geometry.spacingMm[2] << " mm apart";
        series.geometry.spacingMm[2] = series.facts.sliceThicknessMm;
        return Refusal{RefusalCode::noSpacing, detail.str()};
    }
    const auto gaps =
        std::count_if(distances.begin(), distances.end(), [&](double d) { return d > maxGapInMedians * median; });
    if (gaps > 0) {
        std::ostringstream detail;
        detail << gaps << " gaps between slices, the largest of " << sorted.back() << " mm where " << median
               << " mm is usual";
        return Refusal{RefusalCode::sliceGaps, detail.str()};
    }
    if (series.geometry.voxels() > maxVoxels)
        return Refusal{RefusalCode::limitExceeded, "the series has over 536,870,912 voxels"};
    return std::nullopt;
}

/// A stack whose slices are shifted against each other, as those of a tilted gantry are: its voxels are no boxes, and
/// masks laid over it would not lie where they say.
std::optional<Refusal> slantOf(const Headers& headers, const std::vector<std::size_t>& order) {
    const auto& first = headers[order.front()].place;
    double farthest = 0;
    for (const std::size_t index : order) {
        const auto& origin = headers[index].place.originMm;
        const double along = placeAlong(first.normal, origin) - placeAlong(first.normal, first.originMm);
        double square = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double aside = origin[i] - first.originMm[i] - along * first.normal[i];
            square += aside * aside;
        }
        farthest = std::max(farthest, std::sqrt(square));
    }
    if (farthest <= maxSlantMm) return std::nullopt;
    std::ostringstream detail;
    detail << "the slices are shifted against each other by up to " << std::lround(farthest)
           << " mm: a tilted gantry, or several fields of view in one series";
    return Refusal{RefusalCode::tiltedGantry, detail.str()};
}

/// The most frequent reason among the refused members; the earlier code on a tie.
Refusal commonRefusal(const Headers& headers, const std::vector<std::size_t>& members) {
    std::map<RefusalCode, std::pair<int, Refusal>> counts;
    for (const std::size_t index : members)
        if (const auto& refusal = headers[index].instance.refusal) {
            auto& [count, first] = counts.try_emplace(refusal->code, 0, *refusal).first->second;
            ++count;
        }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
    return most == counts.end() ? Refusal{RefusalCode::noFiles, "there is no file"} : most->second.second;
}

Series seriesOf(Headers& headers, const std::vector<std::size_t>& members) {
    Series series;
    const auto& first = headers[members.front()];
    series.studyInstanceUid = first.instance.studyInstanceUid;
    series.seriesInstanceUid = first.instance.seriesInstanceUid;
    series.modality = first.instance.modality;
    series.facts = first.series;
    const auto order = inOrder(headers, uniformSlices(headers, members));
    if (order.empty()) {
        series.refusal = commonRefusal(headers, members);
        return series;
    }
    const auto& lowest = headers[order.front()];
    series.facts = lowest.series;
    series.geometry = {static_cast<std::size_t>(lowest.format.columns),
                       static_cast<std::size_t>(lowest.format.rows),
                       order.size(),
                       {lowest.place.spacingMm[0], lowest.place.spacingMm[1], lowest.series.sliceThicknessMm},
                       lowest.place.originMm,
                       lowest.place.rowDirection,
                       lowest.place.columnDirection,
                       lowest.place.normal};
    for (const std::size_t index : order) {
        const auto& header = headers[index];
        series.slices.push_back({header.instance.file, header.instance.sopInstanceUid,
                                 placeAlong(lowest.place.normal, header.place.originMm), header.format});
        series.facts.lossy |= header.series.lossy;
        series.facts.contrast |= header.series.contrast;
    }
    series.refusal = spaceOut(series);
    if (!series.refusal) series.refusal = slantOf(headers, order);
    if (series.refusal && series.refusal->code == RefusalCode::tooFewSlices && order.size() * 2 < members.size()) {
        // Two original slices among two hundred reformats: the reformats are the reason, not the number.
        const auto common = commonRefusal(headers, members);
        if (common.code != RefusalCode::duplicateSlice) series.refusal = common;
    }
    return series;
}

/// Softer, then thinner, then more slices: smaller is better.
auto rankOf(const Series& series) {
    const auto kernel = kernelClassOf(series.facts.kernel);
    const int softness = kernel == KernelClass::soft ? 0 : kernel == KernelClass::unknown ? 1 : 2;
    return std::tuple{softness, std::lround(series.geometry.spacingMm[2] * 100),
                      -static_cast<long>(series.slices.size())};
}

std::string describe(const Series& series) {
    std::ostringstream text;
    text << series.slices.size() << " slices, " << series.geometry.spacingMm[2] << " mm apart, "
         << nameOf(kernelClassOf(series.facts.kernel)) << " kernel " << series.facts.kernel;
    return text.str();
}

void choose(SeriesIndex& index, const Headers& headers) {
    std::size_t usable = 0;
    for (std::size_t i = 0; i < index.series.size(); ++i) {
        if (index.series[i].refusal) continue;
        ++usable;
        if (!index.chosen || rankOf(index.series[i]) < rankOf(index.series[*index.chosen])) index.chosen = i;
    }
    if (index.chosen) {
        index.explanation = describe(index.series[*index.chosen]);
        if (usable > 1)
            index.explanation +=
                "; chosen of " + std::to_string(usable) + " usable series: softest, then thinnest, then longest";
        return;
    }
    const auto longest =
        std::max_element(index.series.begin(), index.series.end(),
                         [](const Series& a, const Series& b) { return a.slices.size() < b.slices.size(); });
    if (longest != index.series.end() && !longest->slices.empty()) {
        index.refusal = longest->refusal;
    } else {
        std::vector<std::size_t> all(headers.size());
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
        index.refusal = commonRefusal(headers, all);
    }
    index.explanation = "no series can be measured: " + index.refusal->detail;
}

/// What set the chosen series apart from the other usable ones.
ChoiceReason reasonOf(const SeriesIndex& index) {
    if (!index.chosen) return ChoiceReason::noneUsable;
    const auto best = rankOf(index.series[*index.chosen]);
    auto reason = ChoiceReason::onlyUsable;
    for (std::size_t i = 0; i < index.series.size(); ++i) {
        if (i == *index.chosen || index.series[i].refusal) continue;
        const auto rank = rankOf(index.series[i]);
        const auto apart = std::get<0>(rank) != std::get<0>(best)   ? ChoiceReason::softest
                           : std::get<1>(rank) != std::get<1>(best) ? ChoiceReason::thinnest
                           : std::get<2>(rank) != std::get<2>(best) ? ChoiceReason::longest
                                                                    : ChoiceReason::first;
        reason = std::max(reason, apart);  // the nearest rival decides how far down the rule had to be read
    }
    return reason;
}

void mergeStudy(std::vector<StudyFacts>& studies, const StudyFacts& facts) {
    if (facts.studyInstanceUid.empty()) return;
    const auto known = std::find_if(studies.begin(), studies.end(), [&](const StudyFacts& each) {
        return each.studyInstanceUid == facts.studyInstanceUid;
    });
    if (known == studies.end()) {
        studies.push_back(facts);
        return;
    }
    for (const auto field : {&StudyFacts::accessionNumber, &StudyFacts::patientId, &StudyFacts::patientName,
                             &StudyFacts::facility, &StudyFacts::scanner})
        if ((*known.*field).empty()) *known.*field = facts.*field;
    if (!known->ageYears) known->ageYears = facts.ageYears;
    if (known->sex == Sex::unknown) known->sex = facts.sex;
    if (!known->acquiredAt) known->acquiredAt = facts.acquiredAt;
}

}  // namespace

ObjectFacts readObject(const std::filesystem::path& file) {
    auto header = readHeader(file);
    return {std::move(header.instance), std::move(header.study)};
}

SeriesIndex indexFiles(const std::vector<std::filesystem::path>& files, int threads) {
    Headers headers(files.size());
    forEachIndex(files.size(), threads, [&](std::size_t i) { headers[i] = readHeader(files[i]); });

    SeriesIndex index;
    std::vector<std::vector<std::size_t>> membersOf;
    std::map<std::pair<std::string, std::string>, std::size_t> seriesByUid;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        const auto& instance = headers[i].instance;
        mergeStudy(index.studies, headers[i].study);
        if (instance.seriesInstanceUid.empty()) continue;
        const auto [at, isNew] =
            seriesByUid.try_emplace({instance.studyInstanceUid, instance.seriesInstanceUid}, membersOf.size());
        if (isNew) membersOf.emplace_back();
        membersOf[at->second].push_back(i);
    }
    for (const auto& members : membersOf) index.series.push_back(seriesOf(headers, members));
    choose(index, headers);
    for (auto& header : headers) index.instances.push_back(std::move(header.instance));
    return index;
}

SeriesChoice choiceOf(const SeriesIndex& index) {
    std::vector<std::size_t> order(index.series.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair{index.chosen != a, -static_cast<long>(index.series[a].slices.size())} <
               std::pair{index.chosen != b, -static_cast<long>(index.series[b].slices.size())};
    });
    SeriesChoice choice{reasonOf(index), {}, 0};
    if (order.size() > mostCandidates) {
        choice.leftOut = static_cast<int>(order.size() - mostCandidates);
        order.resize(mostCandidates);
    }
    for (const std::size_t i : order) {
        const auto& series = index.series[i];
        choice.candidates.push_back({series.seriesInstanceUid, index.chosen == i,
                                     static_cast<int>(series.slices.size()),
                                     series.slices.empty() ? 0 : series.geometry.spacingMm[2], series.facts.kernel,
                                     std::string{nameOf(kernelClassOf(series.facts.kernel))},
                                     series.refusal ? std::string{nameOf(series.refusal->code)} : std::string{}});
    }
    return choice;
}

std::vector<std::filesystem::path> filesUnder(const std::vector<std::filesystem::path>& paths) {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    for (const auto& path : paths) {
        if (!fs::is_directory(path)) {
            files.push_back(path);
            continue;
        }
        std::vector<fs::path> inside;
        for (const auto& entry : fs::recursive_directory_iterator{path, fs::directory_options::skip_permission_denied})
            if (entry.is_regular_file() && entry.path().filename() != "DICOMDIR") inside.push_back(entry.path());
        std::sort(inside.begin(), inside.end());
        files.insert(files.end(), inside.begin(), inside.end());
    }
    return files;
}

}  // namespace overread::dicom

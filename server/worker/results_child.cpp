#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <variant>

#include "core/dicom/series_index.h"
#include "core/results/send_object.h"
#include "core/results/write_report.h"
#include "core/results/write_segmentation.h"
#include "server/worker/children.h"
#include "server/worker/exchange.h"
#include "server/worker/stored_labels.h"

namespace overread {

void writeResults(const std::filesystem::path& folder) {
    const auto in = folder / "in";
    const auto wanted = readWanted(in / "wanted.json");
    const auto index = dicom::indexFiles(dicom::filesUnder({in / "objects"}), 2);
    const auto series = std::find_if(index.series.begin(), index.series.end(), [&](const auto& each) {
        return each.seriesInstanceUid == wanted.seriesInstanceUid;
    });
    if (series == index.series.end()) throw std::runtime_error("the series that was measured is not there");
    const auto source = sourceOf(*series);
    if (const auto* refusal = std::get_if<dicom::Refusal>(&source)) throw std::runtime_error(refusal->detail);
    const auto& found = std::get<SourceSeries>(source);
    const auto labels = readLabels(in / "labels", found.geometry);
    const auto segmentation = writeSegmentation(labels, found, folder / "out" / "seg.dcm");
    const auto report = writeReport(wanted.quantification, found, segmentation, folder / "out" / "sr.dcm");
    writeWritten(folder / "out" / "result.json", {report, segmentation.sopInstanceUid});
}

void sendResult(const std::filesystem::path& folder) {
    nlohmann::json to;
    std::ifstream(folder / "in" / "destination.json") >> to;
    const auto problem =
        sendObject(folder / "in" / "object.dcm", to.at("ourAeTitle").get<std::string>(),
                   to.at("aeTitle").get<std::string>(), to.at("host").get<std::string>(), to.at("port").get<int>());
    writeSent(folder / "out" / "result.json", {problem.empty(), problem});
}

}  // namespace overread

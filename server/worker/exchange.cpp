#include "server/worker/exchange.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/domain/id.h"
#include "core/wire/assignment.h"
#include "core/wire/domain_json.h"
#include "core/wire/malformed.h"

namespace overread {
namespace {

using nlohmann::json;

constexpr std::uintmax_t longestResult = std::uintmax_t{16} << 20;
constexpr std::size_t mostObjects = 10'000;  // of a study, and so of what one child is given
constexpr std::uint64_t mostSlices = 10'000;
constexpr std::uint64_t mostPicturesOfASlice = 3;

void write(const std::filesystem::path& path, const json& value) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    // Texts come from headers: what is not UTF-8 is replaced, never an error.
    file << value.dump(-1, ' ', false, json::error_handler_t::replace);
    file.close();
    if (!file) throw std::runtime_error("cannot write " + path.filename().string());
}

json read(const std::filesystem::path& path) {
    std::error_code trouble;
    const auto size = std::filesystem::file_size(path, trouble);
    if (trouble) throw BadResult(path.filename().string() + " is missing");
    if (size > longestResult) throw BadResult(path.filename().string() + " is too long");
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    json value = json::parse(text.str(), nullptr, false);
    if (value.is_discarded()) throw BadResult(path.filename().string() + " is no JSON");
    return value;
}

/// Runs `reading` and turns every complaint of the JSON library and of core/wire into BadResult.
template <class Reading>
auto checked(const std::filesystem::path& file, Reading reading) {
    const json value = read(file);
    try {
        return reading(value);
    } catch (const json::exception& problem) {
        throw BadResult(file.filename().string() + ": " + problem.what());
    } catch (const wire::Malformed& problem) {
        throw BadResult(file.filename().string() + ": " + problem.what());
    }
}

/// Text for a person or a code: of bounded length and without control characters (PostgreSQL takes no NUL).
std::string textOf(const json& value, const char* key, std::size_t longest) {
    std::string text = value.at(key).get<std::string>();
    if (text.size() > longest) throw BadResult(std::string(key) + " is too long");
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    return text;
}

std::string uidOf(const json& value, const char* key) {
    const std::string uid = value.at(key).get<std::string>();
    const bool valid = uid.size() <= 64 &&
                       std::all_of(uid.begin(), uid.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    if (!valid) throw BadResult(std::string(key) + " is no UID");
    return uid;
}

std::vector<std::uint64_t> offsetsOf(const json& value, std::uint64_t fileSize, std::uint64_t most = mostSlices) {
    auto offsets = value.get<std::vector<std::uint64_t>>();
    if (offsets.empty() || offsets.size() > most + 1 || offsets.front() != 0 || offsets.back() != fileSize ||
        !std::is_sorted(offsets.begin(), offsets.end()))
        throw BadResult("offsets that do not fit their file");
    return offsets;
}

json toJson(const Study& study) {
    return {{"studyInstanceUid", study.studyInstanceUid},
            {"accessionNumber", study.accessionNumber},
            {"facility", study.facility},
            {"scanner", study.scanner},
            {"ageYears", study.ageYears ? json(*study.ageYears) : json()},
            {"sex", std::string(nameOf(study.sex))},
            {"acquiredAt", study.acquiredAt ? json(toRfc3339(*study.acquiredAt)) : json()}};
}

Study studyFrom(const json& value) {
    Study study;
    study.studyInstanceUid = uidOf(value, "studyInstanceUid");
    study.accessionNumber = textOf(value, "accessionNumber", 64);
    study.facility = textOf(value, "facility", 256);
    study.scanner = textOf(value, "scanner", 64);
    if (!value.at("ageYears").is_null()) {
        const int age = value.at("ageYears").get<int>();
        if (age >= 0 && age <= 150) study.ageYears = age;
    }
    study.sex = valueNamed<Sex>(value.at("sex").get<std::string>()).value_or(Sex::unknown);
    if (!value.at("acquiredAt").is_null()) study.acquiredAt = parseRfc3339(value.at("acquiredAt").get<std::string>());
    return study;
}

json toJson(const dicom::FrameFormat& format) {
    return {{"transferSyntaxUid", format.transferSyntaxUid},
            {"rows", format.rows},
            {"columns", format.columns},
            {"bitsAllocated", format.bitsAllocated},
            {"bitsStored", format.bitsStored},
            {"highBit", format.highBit},
            {"isSigned", format.isSigned},
            {"rescaleSlope", format.rescaleSlope},
            {"rescaleIntercept", format.rescaleIntercept},
            {"padding", format.padding ? json(*format.padding) : json()}};
}

dicom::FrameFormat formatFrom(const json& value) {
    dicom::FrameFormat format;
    format.transferSyntaxUid = uidOf(value, "transferSyntaxUid");
    format.rows = value.at("rows").get<int>();
    format.columns = value.at("columns").get<int>();
    format.bitsAllocated = value.at("bitsAllocated").get<int>();
    format.bitsStored = value.at("bitsStored").get<int>();
    format.highBit = value.at("highBit").get<int>();
    format.isSigned = value.at("isSigned").get<bool>();
    format.rescaleSlope = value.at("rescaleSlope").get<double>();
    format.rescaleIntercept = value.at("rescaleIntercept").get<double>();
    if (!value.at("padding").is_null()) format.padding = value.at("padding").get<int>();
    return format;
}

}  // namespace

void writeObjects(const std::filesystem::path& file, const std::vector<workflow::IndexedObject>& objects) {
    json list = json::array();
    for (const auto& object : objects)
        list.push_back({{"objectId", object.objectId},
                        {"study", toJson(object.study)},
                        {"patientId", object.patientId},
                        {"seriesInstanceUid", object.seriesInstanceUid},
                        {"refusalReason", object.refusalReason},
                        {"refusalDetail", object.refusalDetail}});
    write(file, list);
}

std::vector<workflow::IndexedObject> readObjects(const std::filesystem::path& file) {
    return checked(file, [](const json& list) {
        if (!list.is_array() || list.size() > mostObjects) throw BadResult("not a list of objects");
        std::vector<workflow::IndexedObject> objects;
        for (const json& each : list) {
            workflow::IndexedObject object;
            object.objectId = textOf(each, "objectId", 36);
            object.study = studyFrom(each.at("study"));
            object.patientId = textOf(each, "patientId", 256);
            object.seriesInstanceUid = uidOf(each, "seriesInstanceUid");
            object.refusalReason = textOf(each, "refusalReason", 64);
            object.refusalDetail = textOf(each, "refusalDetail", 1000);
            objects.push_back(std::move(object));
        }
        return objects;
    });
}

void writeStored(const std::filesystem::path& file, const StoredSeries& series) {
    const VolumeGeometry& geometry = series.geometry;
    write(file, {{"columns", geometry.columns},
                 {"rows", geometry.rows},
                 {"slices", geometry.slices},
                 {"spacingMm", geometry.spacingMm},
                 {"originMm", geometry.originMm},
                 {"rowDirection", geometry.rowDirection},
                 {"columnDirection", geometry.columnDirection},
                 {"normal", geometry.normal},
                 {"studyInstanceUid", series.facts.studyInstanceUid},
                 {"seriesInstanceUid", series.facts.seriesInstanceUid},
                 {"kernel", series.facts.kernel},
                 {"sliceThicknessMm", series.facts.sliceThicknessMm},
                 {"contrast", series.facts.contrast},
                 {"lossy", series.facts.lossy},
                 {"format", toJson(series.format)},
                 {"frameOffsets", series.frameOffsets}});
}

StoredSeries readStored(const std::filesystem::path& file) {
    return checked(file, [](const json& value) {
        StoredSeries series;
        VolumeGeometry& geometry = series.geometry;
        geometry.columns = value.at("columns").get<std::size_t>();
        geometry.rows = value.at("rows").get<std::size_t>();
        geometry.slices = value.at("slices").get<std::size_t>();
        geometry.spacingMm = value.at("spacingMm").get<std::array<double, 3>>();
        geometry.originMm = value.at("originMm").get<std::array<double, 3>>();
        geometry.rowDirection = value.at("rowDirection").get<std::array<double, 3>>();
        geometry.columnDirection = value.at("columnDirection").get<std::array<double, 3>>();
        geometry.normal = value.at("normal").get<std::array<double, 3>>();
        series.facts = {.studyInstanceUid = uidOf(value, "studyInstanceUid"),
                        .seriesInstanceUid = uidOf(value, "seriesInstanceUid"),
                        .kernel = textOf(value, "kernel", 64),
                        .sliceThicknessMm = value.at("sliceThicknessMm").get<double>(),
                        .contrast = value.at("contrast").get<bool>(),
                        .lossy = value.at("lossy").get<bool>()};
        series.format = formatFrom(value.at("format"));
        series.frameOffsets = value.at("frameOffsets").get<std::vector<std::uint64_t>>();
        const bool sane = geometry.rows >= 1 && geometry.rows <= 65'535 && geometry.columns >= 1 &&
                          geometry.columns <= 65'535 && geometry.slices >= 1 && geometry.slices <= mostSlices &&
                          series.frameOffsets.size() == geometry.slices + 1 &&
                          static_cast<std::size_t>(series.format.rows) == geometry.rows &&
                          static_cast<std::size_t>(series.format.columns) == geometry.columns;
        if (!sane) throw BadResult("a series that does not fit together");
        return series;
    });
}

void writeIndexed(const std::filesystem::path& file, const StudyIndexed& indexed) {
    json chosen;
    if (indexed.chosen)
        chosen = {{"seriesInstanceUid", indexed.chosen->seriesInstanceUid},
                  {"image", indexed.chosen->image},
                  {"kernel", indexed.chosen->kernel},
                  {"frameOffsets", indexed.chosen->frameOffsets}};
    write(file, {{"chosen", chosen},
                 {"refusalReason", indexed.refusalReason},
                 {"refusalDetail", indexed.refusalDetail},
                 {"choice", indexed.choice}});
}

StudyIndexed readIndexed(const std::filesystem::path& file, const std::filesystem::path& frames) {
    return checked(file, [&](const json& value) {
        StudyIndexed indexed;
        indexed.refusalReason = textOf(value, "refusalReason", 64);
        indexed.refusalDetail = textOf(value, "refusalDetail", 1000);
        if (const json& chosen = value.at("chosen"); !chosen.is_null()) {
            workflow::SeriesOnDisk series;
            series.seriesInstanceUid = uidOf(chosen, "seriesInstanceUid");
            series.image = chosen.at("image").get<wire::ImageSeries>();
            series.kernel = textOf(chosen, "kernel", 64);
            series.frameOffsets = offsetsOf(chosen.at("frameOffsets"), std::filesystem::file_size(frames));
            if (series.frameOffsets.size() != static_cast<std::size_t>(series.image.slices) + 1)
                throw BadResult("another number of frames than of slices");
            indexed.chosen = std::move(series);
        }
        indexed.choice = value.at("choice").get<SeriesChoice>();
        if (!indexed.chosen && indexed.refusalReason.empty()) throw BadResult("neither a series nor a reason");
        return indexed;
    });
}

void writeQuantified(const std::filesystem::path& file, const StudyQuantified& quantified) {
    json masks;
    if (quantified.masks)
        masks = {{"offsets", quantified.masks->offsets},
                 {"sliceWithMostLesion", quantified.masks->sliceWithMostLesion}};
    write(file, {{"quantification", quantified.quantification}, {"masks", masks}});
}

StudyQuantified readQuantified(const std::filesystem::path& file, const std::filesystem::path& labels,
                               std::size_t slices) {
    return checked(file, [&](const json& value) {
        StudyQuantified quantified;
        quantified.quantification = value.at("quantification").get<Quantification>();
        if (const json& masks = value.at("masks"); !masks.is_null()) {
            workflow::MaskFile kept;
            kept.offsets = offsetsOf(masks.at("offsets"), std::filesystem::file_size(labels));
            kept.sliceWithMostLesion = masks.at("sliceWithMostLesion").get<int>();
            if (kept.offsets.size() != slices + 1 || kept.sliceWithMostLesion < 0 ||
                static_cast<std::size_t>(kept.sliceWithMostLesion) >= slices)
                throw BadResult("masks that do not fit the series");
            quantified.masks = std::move(kept);
        }
        if (quantified.quantification.status == Quantification::Status::pending)
            throw BadResult("neither measured nor refused");
        return quantified;
    });
}

void writeRendered(const std::filesystem::path& file, const StudyRendered& rendered) {
    write(file, {{"slices", rendered.slices},
                 {"hasMasks", rendered.hasMasks},
                 {"offsets", rendered.offsets},
                 {"problem", rendered.problem}});
}

StudyRendered readRendered(const std::filesystem::path& file, const std::filesystem::path& pictures, int slices) {
    return checked(file, [&](const json& value) {
        StudyRendered rendered;
        rendered.problem = textOf(value, "problem", 64);
        if (!rendered.problem.empty()) return rendered;
        rendered.slices = value.at("slices").get<int>();
        rendered.hasMasks = value.at("hasMasks").get<bool>();
        rendered.offsets =
            offsetsOf(value.at("offsets"), std::filesystem::file_size(pictures), mostPicturesOfASlice * mostSlices);
        const std::size_t kinds = rendered.hasMasks ? mostPicturesOfASlice : mostPicturesOfASlice - 1;
        if (rendered.slices < 1 || rendered.slices > slices ||
            rendered.offsets.size() != static_cast<std::size_t>(rendered.slices) * kinds + 1)
            throw BadResult("pictures that do not fit the series");
        return rendered;
    });
}

void writeOutside(const std::filesystem::path& file, const OutsideRead& read) {
    const auto orNull = [](const std::optional<double>& value) { return value ? json(*value) : json(); };
    write(file, {{"kind", read.kind},
                 {"service", read.service},
                 {"version", read.version},
                 {"reason", read.reason},
                 {"detail", read.detail},
                 {"total", read.involvement.totalPercent},
                 {"right", orNull(read.involvement.rightPercent)},
                 {"left", orNull(read.involvement.leftPercent)},
                 {"lesionDice", orNull(read.lesionDice)},
                 {"lungDice", orNull(read.lungDice)},
                 {"hasMasks", read.hasMasks}});
}

OutsideRead readOutside(const std::filesystem::path& file) {
    return checked(file, [](const json& value) {
        const auto within = [](const json& number, double most) {
            const double read = number.get<double>();
            if (!(read >= 0 && read <= most)) throw BadResult("a figure that cannot be");
            return read;
        };
        const auto optional = [&](const char* key, double most) {
            const json& number = value.at(key);
            return number.is_null() ? std::nullopt : std::optional(within(number, most));
        };
        OutsideRead read;
        read.kind = textOf(value, "kind", 3);
        if (read.kind != "sr" && read.kind != "seg") throw BadResult("neither SR nor SEG");
        read.service = textOf(value, "service", 200);
        read.version = textOf(value, "version", 200);
        read.reason = textOf(value, "reason", 64);
        read.detail = textOf(value, "detail", 1000);
        read.involvement = {within(value.at("total"), 100), optional("right", 100), optional("left", 100)};
        read.lesionDice = optional("lesionDice", 1);
        read.lungDice = optional("lungDice", 1);
        read.hasMasks = value.at("hasMasks").get<bool>();
        return read;
    });
}

void writeWanted(const std::filesystem::path& file, const ResultsWanted& wanted) {
    write(file, {{"seriesInstanceUid", wanted.seriesInstanceUid}, {"quantification", wanted.quantification}});
}

ResultsWanted readWanted(const std::filesystem::path& file) {
    return checked(file, [](const json& value) {
        return ResultsWanted{uidOf(value, "seriesInstanceUid"), value.at("quantification").get<Quantification>()};
    });
}

void writeWritten(const std::filesystem::path& file, const ResultsWritten& written) {
    write(file, {{"reportUid", written.reportUid}, {"segmentationUid", written.segmentationUid}});
}

ResultsWritten readWritten(const std::filesystem::path& file) {
    return checked(file, [](const json& value) {
        return ResultsWritten{uidOf(value, "reportUid"), uidOf(value, "segmentationUid")};
    });
}

void writeSent(const std::filesystem::path& file, const ResultSent& sent) {
    write(file, {{"accepted", sent.accepted}, {"problem", sent.problem}});
}

ResultSent readSent(const std::filesystem::path& file) {
    return checked(file, [](const json& value) {
        return ResultSent{value.at("accepted").get<bool>(), textOf(value, "problem", 500)};
    });
}

}  // namespace overread

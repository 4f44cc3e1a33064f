#include "core/phantom/write_series.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcdatset.h>
#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcuid.h>

#include "core/phantom/random.h"

namespace overread {
namespace {

/// A decimal string has at most 16 characters.
std::string decimal(double value) {
    std::array<char, 32> text{};
    for (int digits = 14; digits > 0; --digits)
        if (std::snprintf(text.data(), text.size(), "%.*g", digits, value) <= 16) break;
    return text.data();
}

template <std::size_t n>
std::string decimals(const std::array<double, n>& values) {
    std::string text;
    for (const double value : values) text += (text.empty() ? "" : "\\") + decimal(value);
    return text;
}

struct Moment {
    std::string date, time;
};

Moment momentOf(Timestamp at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    Moment moment{text.data(), {}};
    std::snprintf(text.data(), text.size(), "%02d%02d%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    moment.time = text.data();
    return moment;
}

const char* sexCode(Sex sex) {
    return sex == Sex::female ? "F" : sex == Sex::male ? "M" : sex == Sex::other ? "O" : "";
}

std::uint64_t hashOf(const std::string& text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash;
}

/// The same in all slices.
void putSeries(DcmDataset& data, const CtVolume& volume, const SeriesIdentity& who) {
    const bool isCt = who.modality == "CT";
    const auto put = [&](const DcmTagKey& tag, const std::string& value) {
        if (data.putAndInsertString(tag, value.c_str()).bad())
            throw std::runtime_error{"a DICOM element could not be set"};
    };
    const auto moment = momentOf(who.acquiredAt);
    put(DCM_SpecificCharacterSet, "ISO_IR 192");
    put(DCM_ImageType, "ORIGINAL\\PRIMARY\\AXIAL");
    put(DCM_SOPClassUID, isCt ? UID_CTImageStorage : UID_MRImageStorage);
    for (const auto& tag : {DCM_StudyDate, DCM_SeriesDate, DCM_AcquisitionDate, DCM_ContentDate}) put(tag, moment.date);
    for (const auto& tag : {DCM_StudyTime, DCM_SeriesTime, DCM_AcquisitionTime, DCM_ContentTime}) put(tag, moment.time);
    put(DCM_TimezoneOffsetFromUTC, "+0000");
    put(DCM_AccessionNumber, who.accessionNumber);
    put(DCM_Modality, who.modality);
    put(DCM_Manufacturer, "overread phantom");
    put(DCM_InstitutionName, who.facility);
    put(DCM_StationName, who.scanner);
    put(DCM_StudyDescription, "Chest CT");
    put(DCM_SeriesDescription, "Thorax " + decimal(volume.facts.sliceThicknessMm) + " " + volume.facts.kernel);
    put(DCM_PatientName, who.patientName);
    put(DCM_PatientID, who.patientId);
    put(DCM_PatientSex, sexCode(who.sex));
    std::array<char, 8> age{};
    std::snprintf(age.data(), age.size(), "%03dY", who.ageYears < 0 ? 0 : who.ageYears > 999 ? 999 : who.ageYears);
    put(DCM_PatientAge, age.data());
    put(DCM_BodyPartExamined, "CHEST");
    put(DCM_SliceThickness, decimal(volume.facts.sliceThicknessMm));
    put(DCM_PatientPosition, "HFS");
    if (isCt) {
        put(DCM_KVP, "120");
        put(DCM_ConvolutionKernel, volume.facts.kernel);
    }
    put(DCM_StudyInstanceUID, who.studyInstanceUid);
    put(DCM_SeriesInstanceUID, who.seriesInstanceUid);
    put(DCM_FrameOfReferenceUID, who.frameOfReferenceUid);
    put(DCM_StudyID, "1");
    put(DCM_SeriesNumber, "2");
    const auto& g = volume.geometry;
    put(DCM_ImageOrientationPatient, decimals(g.rowDirection) + "\\" + decimals(g.columnDirection));
    put(DCM_PhotometricInterpretation, "MONOCHROME2");
    put(DCM_PixelSpacing, decimal(g.spacingMm[1]) + "\\" + decimal(g.spacingMm[0]));
    put(DCM_RescaleIntercept, "0");
    put(DCM_RescaleSlope, "1");
    put(DCM_RescaleType, "HU");
    put(DCM_WindowCenter, "-600");
    put(DCM_WindowWidth, "1500");
    data.putAndInsertUint16(DCM_SamplesPerPixel, 1);
    data.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(g.rows));
    data.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(g.columns));
    data.putAndInsertUint16(DCM_BitsAllocated, 16);
    data.putAndInsertUint16(DCM_BitsStored, 16);
    data.putAndInsertUint16(DCM_HighBit, 15);
    data.putAndInsertUint16(DCM_PixelRepresentation, 1);
}

}  // namespace

std::string inventedUid(std::uint64_t seed, const std::string& purpose) {
    // 2.25 and 126 bits in decimal, made of two 63-bit halves that each print without leading zeros.
    const std::uint64_t high = mixed(seed ^ mixed(hashOf(purpose))) >> 1 | 1;
    const std::uint64_t low = mixed(high ^ hashOf(purpose + "/low")) >> 1 | 1;
    return "2.25." + std::to_string(high) + std::to_string(low);
}

SeriesIdentity inventedIdentity(std::uint64_t seed) {
    using namespace std::chrono_literals;
    Random random{seed, 7};
    SeriesIdentity who;
    who.studyInstanceUid = inventedUid(seed, "study");
    who.seriesInstanceUid = inventedUid(seed, "series");
    who.frameOfReferenceUid = inventedUid(seed, "frame of reference");
    who.accessionNumber = "PH" + std::to_string(seed % 100'000'000);
    who.patientId = "PHANTOM-" + std::to_string(seed % 100'000'000);
    who.patientName = "Phantom^Thorax";
    who.ageYears = static_cast<int>(random.between(22, 90));
    who.sex = random.between(0, 1) < 0.5 ? Sex::female : Sex::male;
    who.facility = "PHANTOM CENTRE";
    who.scanner = "PHANTOM1";
    who.acquiredAt = std::chrono::sys_days{std::chrono::year{2026} / 10 / 1} + std::chrono::seconds{seed % 2'000'000};
    return who;
}

void writeSeries(const CtVolume& volume, const SeriesIdentity& identity, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    DcmFileFormat file;
    auto& data = *file.getDataset();
    putSeries(data, volume, identity);
    const auto& g = volume.geometry;
    for (std::size_t slice = 0; slice < g.slices; ++slice) {
        std::array<double, 3> place = g.originMm;
        for (std::size_t i = 0; i < 3; ++i) place[i] += static_cast<double>(slice) * g.spacingMm[2] * g.normal[i];
        const std::string number = std::to_string(slice + 1);
        const std::string instance = inventedUid(hashOf(identity.seriesInstanceUid), "instance " + number);
        data.putAndInsertString(DCM_SOPInstanceUID, instance.c_str());
        data.putAndInsertString(DCM_InstanceNumber, number.c_str());
        data.putAndInsertString(DCM_ImagePositionPatient, decimals(place).c_str());
        data.putAndInsertString(DCM_SliceLocation, decimal(place[2]).c_str());
        const auto* words = reinterpret_cast<const Uint16*>(volume.hu.data() + slice * g.voxelsPerSlice());
        data.putAndInsertUint16Array(DCM_PixelData, words, static_cast<unsigned long>(g.voxelsPerSlice()));
        std::array<char, 32> name{};
        std::snprintf(name.data(), name.size(), "%04zu.dcm", slice + 1);
        const auto path = folder / name.data();
        const auto status = file.saveFile(path.c_str(), EXS_LittleEndianExplicit);
        if (status.bad()) throw std::runtime_error{path.string() + ": " + status.text()};
    }
}

}  // namespace overread

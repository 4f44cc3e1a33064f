#include "core/results/derived_object.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcvrda.h>
#include <dcmtk/dcmdata/dcvrtm.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>
#include <stdexcept>

namespace overread::derived {
namespace {

__extension__ using Bits = unsigned __int128;

}  // namespace

std::string newUid() {
    std::random_device random;
    Bits bits = 0;
    for (int word = 0; word < 4; ++word) bits = bits << 32 | random();
    // Version 4 and the variant of RFC 4122; DCMTK's own UUIDs hold the time and this machine's address.
    bits = (bits & ~(static_cast<Bits>(0xf) << 76)) | static_cast<Bits>(4) << 76;
    bits = (bits & ~(static_cast<Bits>(3) << 62)) | static_cast<Bits>(2) << 62;
    std::string digits;
    for (; bits != 0; bits /= 10) digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(bits % 10)));
    return "2.25." + digits;
}

std::string decimal(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.8g", value);
    return text.data();
}

std::string measured(double value) {
    return decimal(std::round(value * 100) / 100);
}

void require(const OFCondition& condition, const std::string& what) {
    if (condition.bad()) throw std::runtime_error(what + ": " + condition.text());
}

void putSource(DcmItem& data, const SourceSeries& source, const SourceSeries::Instance& instance) {
    const auto put = [&](const DcmTagKey& key, const std::string& value) {
        require(data.putAndInsertString(key, value.c_str()), DcmTag(key).getTagName());
    };
    put(DCM_SpecificCharacterSet, "ISO_IR 192");
    put(DCM_PatientName, source.patientName);
    put(DCM_PatientID, source.patientId);
    put(DCM_PatientBirthDate, source.patientBirthDate);
    put(DCM_PatientSex, source.patientSex);
    if (!source.patientAge.empty()) put(DCM_PatientAge, source.patientAge);
    put(DCM_StudyInstanceUID, source.studyInstanceUid);
    put(DCM_StudyDate, source.studyDate);
    put(DCM_StudyTime, source.studyTime);
    put(DCM_StudyID, source.studyId);
    put(DCM_AccessionNumber, source.accessionNumber);
    put(DCM_ReferringPhysicianName, source.referringPhysician);
    if (!source.studyDescription.empty()) put(DCM_StudyDescription, source.studyDescription);
    put(DCM_Modality, "CT");
    put(DCM_SeriesInstanceUID, source.seriesInstanceUid);
    put(DCM_SOPClassUID, instance.sopClassUid);
    put(DCM_SOPInstanceUID, instance.sopInstanceUid);
    put(DCM_FrameOfReferenceUID, source.frameOfReferenceUid);
    put(DCM_PositionReferenceIndicator, "");
    put(DCM_ImagePositionPatient, instance.position);
    put(DCM_ImageOrientationPatient, source.orientation);
    put(DCM_PixelSpacing, source.pixelSpacing);
    put(DCM_SliceThickness, decimal(source.sliceThicknessMm));
    require(data.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(source.geometry.rows)), "Rows");
    require(data.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(source.geometry.columns)), "Columns");
}

Moment now() {
    const std::time_t at = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    ::gmtime_r(&at, &utc);
    std::array<char, 16> date{};
    std::array<char, 16> time{};
    std::strftime(date.data(), date.size(), "%Y%m%d", &utc);
    std::strftime(time.data(), time.size(), "%H%M%S", &utc);
    return {date.data(), time.data()};
}

}  // namespace overread::derived

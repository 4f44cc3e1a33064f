#include "core/dicom/object_header.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace overread::dicom {
namespace {

using Vector = std::array<double, 3>;

constexpr std::string_view ctImage = "1.2.840.10008.5.1.4.1.1.2";
/// A CT slice has 512 or 1024 rows. A header may lie up to 65535; this bounds what a volume may ask for.
constexpr int maxMatrix = 4096;

namespace tag {
constexpr Tag imageType = 0x00080008, sopClass = 0x00080016, sopInstance = 0x00080018, studyDate = 0x00080020,
              studyTime = 0x00080030, accession = 0x00080050, modality = 0x00080060, institution = 0x00080080,
              timezone = 0x00080201, station = 0x00081010, patientName = 0x00100010, patientId = 0x00100020,
              birthDate = 0x00100030, patientSex = 0x00100040, patientAge = 0x00101010, contrastAgent = 0x00180010,
              sliceThickness = 0x00180050, kernel = 0x00181210, studyUid = 0x0020000D, seriesUid = 0x0020000E,
              position = 0x00200032, orientation = 0x00200037, samples = 0x00280002, photometric = 0x00280004,
              frames = 0x00280008, rows = 0x00280010, columns = 0x00280011, spacing = 0x00280030,
              bitsAllocated = 0x00280100, bitsStored = 0x00280101, highBit = 0x00280102, representation = 0x00280103,
              padding = 0x00280120, burnedIn = 0x00280301, intercept = 0x00281052, slope = 0x00281053,
              lossy = 0x00282110;
}  // namespace tag

double dot(const Vector& a, const Vector& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// Two digits and more of a DICOM date or time; none unless all are digits.
std::optional<int> digits(const std::string& text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::optional<std::chrono::year_month_day> dateOf(const std::string& text) {
    const auto year = digits(text, 0, 4), month = digits(text, 4, 2), day = digits(text, 6, 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

std::optional<Timestamp> momentOf(const DataSet& data) {
    const auto date = dateOf(data.text(tag::studyDate));
    if (!date) return std::nullopt;
    const std::string time = data.text(tag::studyTime);
    const auto hours = digits(time, 0, 2).value_or(0), minutes = digits(time, 2, 2).value_or(0),
               seconds = digits(time, 4, 2).value_or(0);
    if (hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
    Timestamp moment = std::chrono::sys_days{*date} + std::chrono::hours{hours} + std::chrono::minutes{minutes} +
                       std::chrono::seconds{seconds};
    const std::string zone = data.text(tag::timezone);  // +0300
    if (zone.size() == 5 && (zone[0] == '+' || zone[0] == '-')) {
        const auto zoneHours = digits(zone, 1, 2), zoneMinutes = digits(zone, 3, 2);
        if (zoneHours && zoneMinutes)
            moment -= (zone[0] == '-' ? -1 : 1) * (std::chrono::hours{*zoneHours} + std::chrono::minutes{*zoneMinutes});
    }
    return moment;
}

/// PatientAge is 045Y, 018M, 003W or 010D; without it the whole years between birth and study.
std::optional<int> ageOf(const DataSet& data) {
    const std::string age = data.text(tag::patientAge);
    if (const auto number = digits(age, 0, 3); number && age.size() == 4) {
        switch (age[3]) {
            case 'Y':
                return *number;
            case 'M':
                return *number / 12;
            case 'W':
                return *number / 52;
            case 'D':
                return *number / 365;
            default:
                break;
        }
    }
    const auto born = dateOf(data.text(tag::birthDate)), studied = dateOf(data.text(tag::studyDate));
    if (!born || !studied || *studied < *born) return std::nullopt;
    const int years = static_cast<int>(studied->year()) - static_cast<int>(born->year());
    const bool birthdayToCome = std::pair{studied->month(), studied->day()} < std::pair{born->month(), born->day()};
    return years - (birthdayToCome ? 1 : 0);
}

Sex sexOf(const std::string& code) {
    return code == "F" ? Sex::female : code == "M" ? Sex::male : code == "O" ? Sex::other : Sex::unknown;
}

bool contains(const std::string& values, std::string_view wanted) {
    return ('\\' + values + '\\').find('\\' + std::string{wanted} + '\\') != std::string::npos;
}

// Scanners write 1 and -1024 or -8192; anything near these limits was never a CT.
constexpr double leastSlope = 1e-4, mostSlope = 1e4, mostIntercept = 1e5;
constexpr double mostThicknessMm = 100;
constexpr std::size_t longestIdentifier = 64, longestText = 256, longestKernel = 64;  // bytes; the columns take as much

/// Digits and dots, at most 64: what reaches file names, keys and addresses elsewhere.
bool isUid(const std::string& text) {
    return !text.empty() && text.size() <= 64 && text.find_first_not_of("0123456789.") == std::string::npos;
}

/// Empty where it is no UID: what cannot name anything is as good as absent.
std::string uidIn(const DataSet& data, Tag tag) {
    auto text = data.text(tag);
    return isUid(text) ? text : std::string{};
}

/// A text for people may lose its end.
std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;  // not inside a character
    text.resize(most);
    return text;
}

/// What things are found by may not: two numbers that begin alike would become one.
std::string identifierIn(const DataSet& data, Tag tag, std::size_t most) {
    auto text = data.utf8(tag);
    return text.size() <= most ? text : std::string{};
}

/// Position, orientation and spacing, held against each other.
std::variant<SlicePlace, Refusal> placeOf(const DataSet& data) {
    const auto refused = [](const char* what) { return Refusal{RefusalCode::noSpacing, what}; };
    const auto spacing = data.decimals(tag::spacing), position = data.decimals(tag::position),
               orientation = data.decimals(tag::orientation);
    if (!spacing || spacing->size() != 2) return refused("the pixel spacing is missing or no number");
    if (!position || position->size() != 3) return refused("the position of the slice is missing or no number");
    if (!orientation || orientation->size() != 6)
        return refused("the orientation of the slice is missing or no number");
    SlicePlace place;
    place.spacingMm = {(*spacing)[1], (*spacing)[0]};  // DICOM gives the distance of the rows first
    if (!(place.spacingMm[0] >= 0.05 && place.spacingMm[0] <= 10 && place.spacingMm[1] >= 0.05 &&
          place.spacingMm[1] <= 10))
        return refused("the pixel spacing is not between 0.05 and 10 mm");
    for (std::size_t i = 0; i < 3; ++i) {
        place.originMm[i] = (*position)[i];
        place.rowDirection[i] = (*orientation)[i];
        place.columnDirection[i] = (*orientation)[i + 3];
        if (std::abs(place.originMm[i]) > 1e5) return refused("the position of the slice is not within the patient");
    }
    const auto &row = place.rowDirection, &column = place.columnDirection;
    if (std::abs(dot(row, row) - 1) > 0.01 || std::abs(dot(column, column) - 1) > 0.01 ||
        std::abs(dot(row, column)) > 0.01)
        return refused("the orientation of the slice is not two unit vectors at a right angle");
    place.normal = {row[1] * column[2] - row[2] * column[1], row[2] * column[0] - row[0] * column[2],
                    row[0] * column[1] - row[1] * column[0]};
    if (place.normal[2] < 0)
        for (double& each : place.normal) each = -each;
    return place;
}

std::optional<Refusal> kindRefusal(const DataSet& data, const Instance& instance) {
    if (instance.studyInstanceUid.empty() || instance.seriesInstanceUid.empty() || instance.sopInstanceUid.empty())
        return Refusal{RefusalCode::noIdentity, "study, series or instance UID is missing or no UID"};
    if (instance.modality != "CT" || instance.sopClassUid != ctImage)
        return Refusal{RefusalCode::notCt, "no CT image but modality " +
                                               (instance.modality.empty() ? "?" : instance.modality) + ", class " +
                                               instance.sopClassUid};
    if (!data.hasPixelData()) return Refusal{RefusalCode::noPixelData, "the object has no pixels"};
    if (contains(data.text(tag::imageType), "LOCALIZER")) return Refusal{RefusalCode::localizer, "a scout view"};
    return std::nullopt;
}

std::optional<Refusal> originRefusal(const DataSet& data) {
    const std::string type = data.text(tag::imageType);
    const bool compressedAfterwards = data.text(tag::lossy) == "01" || isLossy(data.transferSyntaxUid());
    // Lossy compression alone makes an image "derived"; it is still the original slice.
    if (contains(type, "SECONDARY") || (contains(type, "DERIVED") && !compressedAfterwards))
        return Refusal{RefusalCode::derived, "a derived or secondary image, not an original slice"};
    if (data.text(tag::burnedIn) == "YES")
        return Refusal{RefusalCode::burnedInAnnotation, "text is burned into the pixels"};
    return std::nullopt;
}

std::variant<FrameFormat, Refusal> formatOf(const DataSet& data) {
    const auto refused = [](const std::string& what) { return Refusal{RefusalCode::unsupportedPixels, what}; };
    FrameFormat format;
    format.transferSyntaxUid = data.transferSyntaxUid();
    if (!canDecode(format.transferSyntaxUid))
        return Refusal{RefusalCode::unsupportedTransferSyntax,
                       "no decoder for transfer syntax " + format.transferSyntaxUid};
    format.rows = data.word(tag::rows).value_or(0);
    format.columns = data.word(tag::columns).value_or(0);
    format.bitsAllocated = data.word(tag::bitsAllocated).value_or(0);
    format.bitsStored = data.word(tag::bitsStored).value_or(0);
    format.highBit = data.word(tag::highBit).value_or(format.bitsStored - 1);
    format.isSigned = data.word(tag::representation).value_or(0) == 1;
    if (const auto padding = data.word(tag::padding))
        format.padding = format.isSigned ? static_cast<std::int16_t>(*padding) : static_cast<int>(*padding);
    if (data.word(tag::samples).value_or(1) != 1 || data.text(tag::photometric) != "MONOCHROME2")
        return refused("the pixels are not grey values");
    if (const auto frames = data.decimals(tag::frames); frames && frames->front() != 1)
        return refused("the object holds several frames");
    if (format.rows < 16 || format.columns < 16 || format.rows > maxMatrix || format.columns > maxMatrix)
        return Refusal{RefusalCode::limitExceeded, "the matrix of " + std::to_string(format.columns) + " x " +
                                                       std::to_string(format.rows) + " is not between 16 and 4096"};
    const auto slope = data.decimals(tag::slope), intercept = data.decimals(tag::intercept);
    if (!slope || !intercept)
        return Refusal{RefusalCode::noRescale, "rescale slope or intercept is missing or no number"};
    if (std::abs(slope->front()) < leastSlope || std::abs(slope->front()) > mostSlope ||
        std::abs(intercept->front()) > mostIntercept)
        return Refusal{RefusalCode::noRescale, "rescale slope or intercept gives no Hounsfield units"};
    format.rescaleSlope = slope->front();
    format.rescaleIntercept = intercept->front();
    // Eight bits come from a screen capture, but for baseline JPEG, which knows no more.
    const bool baseline = format.transferSyntaxUid == "1.2.840.10008.1.2.4.50";
    if (format.bitsAllocated != 16 && !(baseline && format.bitsAllocated == 8))
        return refused("the pixels are not of 16 bits");
    if (format.bitsStored < 8 || format.bitsStored > format.bitsAllocated || format.highBit < format.bitsStored - 1 ||
        format.highBit >= format.bitsAllocated)
        return refused("the stored bits do not fit into the allocated ones");
    std::size_t have = 0;
    for (const auto fragment : data.pixelFragments()) have += fragment.size();
    const std::size_t pixels = static_cast<std::size_t>(format.rows) * static_cast<std::size_t>(format.columns);
    const std::size_t need = data.isEncapsulated() ? 1 : pixels * static_cast<std::size_t>(format.bitsAllocated) / 8;
    if (have < need) return Refusal{RefusalCode::truncatedFile, "the file has fewer pixels than rows x columns"};
    return format;
}

std::optional<Refusal> describe(const DataSet& data, ObjectHeader& header) {
    if (auto refusal = kindRefusal(data, header.instance)) return refusal;
    auto place = placeOf(data);
    if (const auto* refusal = std::get_if<Refusal>(&place)) return *refusal;
    header.place = std::get<SlicePlace>(place);
    if (header.place.normal[2] <= 0.9) return Refusal{RefusalCode::notAxial, "the slice is not axial"};
    if (auto refusal = originRefusal(data)) return refusal;
    auto format = formatOf(data);
    if (const auto* refusal = std::get_if<Refusal>(&format)) return *refusal;
    header.format = std::get<FrameFormat>(format);
    return std::nullopt;
}

}  // namespace

ObjectHeader readHeader(const std::filesystem::path& file) {
    ObjectHeader header;
    header.instance.file = file;
    auto bytes = readWhole(file.string());
    if (const auto* refusal = std::get_if<Refusal>(&bytes)) {
        header.instance.refusal = *refusal;
        return header;
    }
    const auto beginning = DataSet::readBeginning(std::get<std::vector<std::uint8_t>>(std::move(bytes)));
    const auto& data = beginning.data;
    auto& instance = header.instance;
    instance.sopInstanceUid = uidIn(data, tag::sopInstance);
    instance.sopClassUid = uidIn(data, tag::sopClass);
    instance.modality = shortened(data.utf8(tag::modality), 16);
    instance.studyInstanceUid = uidIn(data, tag::studyUid);
    instance.seriesInstanceUid = uidIn(data, tag::seriesUid);
    instance.preamble = data.hasPreamble();
    header.study = {instance.studyInstanceUid,
                    identifierIn(data, tag::accession, longestIdentifier),
                    identifierIn(data, tag::patientId, longestText),
                    shortened(data.utf8(tag::patientName), longestText),
                    shortened(data.utf8(tag::institution), longestText),
                    shortened(data.utf8(tag::station), longestIdentifier),
                    ageOf(data),
                    sexOf(data.text(tag::patientSex)),
                    momentOf(data)};
    auto& series = header.series;
    series.studyInstanceUid = instance.studyInstanceUid;
    series.seriesInstanceUid = instance.seriesInstanceUid;
    series.kernel = shortened(data.utf8(tag::kernel), longestKernel);
    if (const auto thickness = data.decimals(tag::sliceThickness);
        thickness && thickness->front() > 0 && thickness->front() <= mostThicknessMm)
        series.sliceThicknessMm = thickness->front();
    series.contrast = !data.text(tag::contrastAgent).empty();
    series.lossy = data.text(tag::lossy) == "01" || isLossy(data.transferSyntaxUid());
    // A file cut inside its pixels still names its study, so that the refusal shows where it belongs.
    instance.refusal = beginning.refusal ? beginning.refusal : describe(data, header);
    return header;
}

std::span<const std::uint8_t> payloadOf(const DataSet& data, std::vector<std::uint8_t>& joined) {
    const auto fragments = data.pixelFragments();
    if (fragments.empty()) return {};
    if (fragments.size() == 1) return fragments.front();
    joined.clear();
    for (const auto fragment : fragments) joined.insert(joined.end(), fragment.begin(), fragment.end());
    return joined;
}

}  // namespace overread::dicom

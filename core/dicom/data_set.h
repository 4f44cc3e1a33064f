#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/dicom/refusal.h"

namespace overread::dicom {

/// What a foreign data set may not exceed. Chosen defaults; the source is the table of limits of the trust rules.
struct DataSetLimits {
    std::size_t bytes = std::size_t{2} << 30;
    std::size_t depth = 32;
    std::size_t elements = 200'000;
};

/// Group and element number as one number: 0x00280010 is Rows.
using Tag = std::uint32_t;

/// The elements of the top level of one DICOM file, found by one iterative pass: nesting costs a counter and no stack,
/// every length is held against the end of its surroundings, and what lies inside sequences is passed over. DCMTK's own
/// parser recurses and dies of a deeply nested file, so no foreign file reaches it. Immutable; may be read by many
/// threads.
class DataSet {
public:
    /// Takes a whole file (preamble, meta header, data set in implicit or explicit little endian, big endian or
    /// deflated). Owns the bytes.
    [[nodiscard]] static std::variant<DataSet, Refusal> parse(std::vector<std::uint8_t> file,
                                                              const DataSetLimits& limits = {});

    /// The same for a file that may be damaged: what stood before the fault, which often names the study, and the
    /// reason why the file must not be used further.
    struct Beginning;
    [[nodiscard]] static Beginning readBeginning(std::vector<std::uint8_t> file, const DataSetLimits& limits = {});

    [[nodiscard]] const std::string& transferSyntaxUid() const { return transferSyntaxUid_; }
    [[nodiscard]] bool hasPreamble() const { return hasPreamble_; }

    /// Text without padding; empty where the element is absent or empty. Several values stay joined by backslashes.
    [[nodiscard]] std::string text(Tag tag) const;
    /// The same in UTF-8, from the file's character set (none, ISO_IR 100, 144, 192); other sets give "?" for each
    /// byte above ASCII.
    [[nodiscard]] std::string utf8(Tag tag) const;
    /// All values of a decimal string; none where absent or where one is not a finite number.
    [[nodiscard]] std::optional<std::vector<double>> decimals(Tag tag) const;
    /// A US or SS value as its 16 bits.
    [[nodiscard]] std::optional<std::uint16_t> word(Tag tag) const;

    /// PixelData: the fragments of the one frame, in order (one piece where native). Empty: none there.
    [[nodiscard]] std::vector<std::span<const std::uint8_t>> pixelFragments() const;
    [[nodiscard]] bool hasPixelData() const { return hasPixelData_; }
    [[nodiscard]] bool isEncapsulated() const { return encapsulated_; }
    /// Native pixels stored as OB keep their byte order in big endian files.
    [[nodiscard]] bool isBigEndian() const { return bigEndian_; }

private:
    struct Piece {
        std::size_t offset = 0;
        std::size_t length = 0;
    };
    struct Element {
        Tag tag = 0;
        Piece value;
    };
    [[nodiscard]] std::span<const std::uint8_t> value(Tag tag) const;
    [[nodiscard]] std::optional<Refusal> read(std::vector<std::uint8_t> file, const DataSetLimits& limits);
    friend class DataSetScanner;

    std::vector<std::uint8_t> bytes_;  // inflated where the file was deflated
    std::vector<Element> elements_;    // sorted by tag, the first of two equal tags
    std::vector<Piece> fragments_;
    std::string transferSyntaxUid_;
    bool hasPreamble_ = false;
    bool hasPixelData_ = false;
    bool encapsulated_ = false;
    bool bigEndian_ = false;
};

struct DataSet::Beginning {
    DataSet data;
    std::optional<Refusal> refusal;  ///< none: the file is whole
};

/// The bytes of a file, read whole; a Refusal (unreadableFile, limitExceeded) where that fails.
[[nodiscard]] std::variant<std::vector<std::uint8_t>, Refusal> readWhole(const std::string& path,
                                                                         const DataSetLimits& limits = {});

}  // namespace overread::dicom

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmsr/dsrdoc.h>
#include <dcmtk/dcmsr/dsrnumtn.h>

#include <cmath>
#include <cstdlib>
#include <optional>

#include "core/results/outside_readers.h"

namespace overread::outside {
namespace {

enum class Side { both, right, left };

bool isCode(const DSRCodedEntryValue& code, const char* value) {
    return code.getCodeValue() == value;
}

/// Site involvement, or whatever is a share of the lung in words: services have no code in common.
bool isInvolvement(const DSRCodedEntryValue& name) {
    if (isCode(name, "112008")) return true;
    const auto meaning = name.getCodeMeaning();
    for (const char* word : {"nvolvement", "ffected", "ercent", "pacity"})
        if (meaning.find(word) != OFString_npos) return true;
    return false;
}

std::optional<double> percentOf(const DSRNumericMeasurementValue& value) {
    if (value.getMeasurementUnit().getCodeValue() != "%") return std::nullopt;
    const double number = std::atof(value.getNumericValue().c_str());
    return std::isfinite(number) && number >= 0 && number <= 100 ? std::optional(number) : std::nullopt;
}

}  // namespace

Involvement involvementStated(DcmDataset& report) {
    DSRDocument document;
    if (document
            .read(report, DSRTypes::RF_ignoreRelationshipConstraints | DSRTypes::RF_acceptUnknownRelationshipType |
                              DSRTypes::RF_skipInvalidContentItems)
            .bad())
        throw Refused{"not_dicom", "The structured report cannot be read."};
    auto& tree = document.getTree();
    Side side = Side::both;
    std::optional<double> total;
    Involvement stated;
    for (size_t node = tree.gotoRoot(); node > 0; node = tree.iterate()) {
        auto& item = tree.getCurrentContentItem();
        if (item.getValueType() == DSRTypes::VT_Container) {
            side = Side::both;  // a group says its own side
        } else if (item.getValueType() == DSRTypes::VT_Code) {
            if (isCode(item.getCodeValue(), "24028007")) side = Side::right;
            if (isCode(item.getCodeValue(), "7771000")) side = Side::left;
        } else if (item.getValueType() == DSRTypes::VT_Num && isInvolvement(item.getConceptName())) {
            const auto percent = percentOf(item.getNumericValue());
            if (!percent) continue;
            if (side == Side::right)
                stated.rightPercent = percent;
            else if (side == Side::left)
                stated.leftPercent = percent;
            else if (!total)
                total = percent;
        }
    }
    if (!total) throw Refused{"no_involvement", "The report states no percent of both lungs."};
    stated.totalPercent = *total;
    return stated;
}

}  // namespace overread::outside

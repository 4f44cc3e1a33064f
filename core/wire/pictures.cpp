#include "core/wire/pictures.h"

#include "core/wire/fields.h"

namespace overread::wire {

using nlohmann::json;

namespace {

constexpr Between counts{0, 65535};
constexpr Between spacings{0, 1000};

}  // namespace

void to_json(json& document, const Pictures& value) {
    document = {{"state", nameOf(value.state)}, {"reason", value.reason},   {"rendering", value.rendering},
                {"rows", value.rows},           {"columns", value.columns}, {"slices", value.slices},
                {"spacingMm", value.spacingMm}, {"slice", value.slice},     {"hasMasks", value.hasMasks}};
}

void from_json(const json& document, Pictures& value) {
    Fields fields{document};
    value.state = fields.enumerator<PicturesState>("state");
    value.reason = fields.text("reason", codeLength);
    value.rendering = fields.text("rendering", codeLength);
    value.rows = static_cast<int>(fields.integer("rows", counts));
    value.columns = static_cast<int>(fields.integer("columns", counts));
    value.slices = static_cast<int>(fields.integer("slices", counts));
    value.spacingMm = fields.triple("spacingMm", spacings);
    value.slice = static_cast<int>(fields.integer("slice", counts));
    value.hasMasks = fields.truth("hasMasks");
    fields.close();
}

}  // namespace overread::wire

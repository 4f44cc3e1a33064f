#include "core/wire/reader_settings.h"

#include "core/wire/fields.h"

namespace overread::wire {

void to_json(nlohmann::json& document, const ReaderSettings& value) {
    document = {{"settings", value.settings}};
}

void from_json(const nlohmann::json& document, ReaderSettings& value) {
    Fields fields{document};
    value.settings = fields.text("settings", textLength);
    fields.close();
}

}  // namespace overread::wire

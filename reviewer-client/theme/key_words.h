#pragma once
#include <QKeySequence>
#include <QString>

namespace overread::client {

/// A key as it stands on keyboards of both languages: arrows as arrows, "Enter" for the large one.
[[nodiscard]] QString keyWords(const QKeySequence& key);

}  // namespace overread::client

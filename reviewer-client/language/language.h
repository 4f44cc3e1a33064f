#pragma once
#include <QString>

namespace overread::client {

enum class Language { english, russian };

/// What the settings of this machine's user say, else the language of the system.
[[nodiscard]] Language chosenLanguage();
/// From now on every new text is in that language, and the settings remember it. Screens that are there keep theirs:
/// whoever switches makes them anew.
void useLanguage(Language language);
[[nodiscard]] Language otherThan(Language language);
/// As its speakers call it.
[[nodiscard]] QString nativeName(Language language);

}  // namespace overread::client

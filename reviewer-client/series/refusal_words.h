#pragma once
#include <QString>
#include <string>

/// Why images cannot be shown, in the reader's language, for the middle of a sentence.
namespace overread::client {

/// `code`: of an assignment's imagesProblem.
[[nodiscard]] QString wordsOfImagesProblem(const std::string& code);

}  // namespace overread::client

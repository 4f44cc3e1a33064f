#include "server/printing/printing.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/reports/examples.h"

namespace overread {
namespace {

namespace fs = std::filesystem;

/// A folder whose overread-printer is a script.
class ScriptedPrinter {
public:
    explicit ScriptedPrinter(const std::string& script)
        : folder_(fs::temp_directory_path() / ("printing-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
        std::ofstream(folder_ / "overread-printer") << "#!/bin/sh\n" << script << "\n";
        fs::permissions(folder_ / "overread-printer", fs::perms::owner_all);
    }
    ~ScriptedPrinter() { fs::remove_all(folder_); }
    ScriptedPrinter(const ScriptedPrinter&) = delete;
    ScriptedPrinter& operator=(const ScriptedPrinter&) = delete;
    [[nodiscard]] const fs::path& folder() const { return folder_; }

private:
    fs::path folder_;
};

reports::Document aDocument() {
    return documentOf(reports::examples::aLetter(), reports::Language::russian);
}

TEST(Printing, answersTheDocumentAsPdf) {
    const auto pdf = printedPdf(aDocument(), OVERREAD_PROGRAMS_PATH);
    EXPECT_TRUE(pdf.starts_with("%PDF-1."));
    EXPECT_NE(pdf.rfind("%%EOF"), std::string::npos) << "cut off";
}

TEST(Printing, saysWhatIsWrongWhereNothingPrints) {
    const auto sentence = [](const fs::path& programs) -> std::string {
        try {
            (void)printedPdf(aDocument(), programs);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "printed";
    };
    EXPECT_EQ(sentence("/nonexistent"), "the document cannot be printed: no /nonexistent/overread-printer");
    EXPECT_EQ(sentence(ScriptedPrinter("cat >/dev/null; exit 1").folder()),
              "the document cannot be printed: the printer gave up");
    EXPECT_EQ(sentence(ScriptedPrinter("cat >/dev/null; echo no PDF").folder()),
              "the document cannot be printed: the printer gave up");
    EXPECT_EQ(sentence(ScriptedPrinter("cat >/dev/null; echo %PDF-1.4; kill -SEGV $$").folder()),
              "the document cannot be printed: the printer gave up");
}

TEST(Printing, survivesAPrinterThatDoesNotListen) {
    auto document = aDocument();
    document.body += std::string(std::size_t{4} << 20, 'x');  // more than a socket holds
    EXPECT_THROW((void)printedPdf(document, ScriptedPrinter("exec 0<&- 1>&-; exit 0").folder()), std::runtime_error);
}

}  // namespace
}  // namespace overread

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "reports/print/printer.h"
#include "tests/reports/examples.h"

namespace overread::reports {
namespace {

namespace fs = std::filesystem;

std::string shell(const std::string& command) {
    std::string output;
    std::array<char, 4096> buffer{};
    auto* const pipe = popen(command.c_str(), "r");
    while (const auto size = fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), size);
    pclose(pipe);
    return output;
}

/// Qt makes one application a process.
const Printer& printer() {
    static const Printer one;
    return one;
}

class Pdf : public testing::Test {
protected:
    Pdf() : folder_(fs::temp_directory_path() / ("printing-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
    }
    ~Pdf() override { fs::remove_all(folder_); }
    /// Prints it and answers its text as a person reads it.
    std::string textOf(const Document& document) {
        std::ofstream(file(), std::ios::binary) << printer().print(packed(document));
        return shell("pdftotext -layout " + file() + " -");
    }
    [[nodiscard]] std::string file() const { return (folder_ / "document.pdf").string(); }
    /// How many of the pixels of the first page are not white.
    [[nodiscard]] double inkShare() const {
        shell("pdftoppm -gray -r 40 -f 1 -l 1 " + file() + " " + (folder_ / "page").string());
        for (const auto& entry : fs::directory_iterator(folder_)) {
            if (entry.path().extension() != ".pgm") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            const auto dark = std::count_if(bytes.begin() + 15, bytes.end(),
                                            [](char c) { return static_cast<unsigned char>(c) < 200; });
            return static_cast<double>(dark) / static_cast<double>(bytes.size());
        }
        return 0;
    }

    fs::path folder_;
};

TEST_F(Pdf, hasTheTextOfTheReportInBothLanguagesWithItsLettersEmbedded) {
    const auto english = textOf(documentOf(examples::aReport(), Language::english));
    EXPECT_NE(english.find("Олег <b>Ветров</b>"), std::string::npos) << english;
    EXPECT_NE(english.find("n 36"), std::string::npos);
    EXPECT_TRUE(std::regex_search(english, std::regex("1 ?/ ?[2-9]"))) << "page numbers: " << english;
    const auto russian = textOf(documentOf(examples::aReport(), Language::russian));
    EXPECT_NE(russian.find("Значимые расхождения, взвешенно"), std::string::npos) << russian;
    const auto fonts = shell("pdffonts " + file());
    EXPECT_NE(fonts.find("DejaVuSans"), std::string::npos);
    std::istringstream lines(fonts.substr(fonts.rfind("---\n") + 4));
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(std::regex_search(line, std::regex(" yes +(yes|no) +yes "))) << "embedded: " << line;
    EXPECT_GT(inkShare(), 0.02) << "an empty page";
}

TEST_F(Pdf, drawsChartsAsVectorsAndSlicesAsPictures) {
    textOf(documentOf(examples::aDepartmentsReport(), Language::english));
    EXPECT_EQ(shell("pdfimages -list " + file() + " | tail -n +3"), "");
    textOf(documentOf(examples::aLetter(), Language::english));
    EXPECT_NE(shell("pdfimages -list " + file() + " | tail -n +3"), "");
}

TEST_F(Pdf, opensNoFileThatTheTextNames) {
    const auto secret = folder_ / "secret.html";
    std::ofstream(secret) << "<p>SECRET</p>";
    Document document;
    document.title = document.footer = "t";
    document.body = "<p>plain</p><link rel=\"stylesheet\" href=\"file://" + secret.string() + "\"><img src=\"file://" +
                    secret.string() + "\"><img src=\"data:image/png;base64,AAAA\">" +
                    "<img src=\"drawing:7\"><object data=\"" + secret.string() + "\"></object>";
    const auto text = textOf(document);
    EXPECT_NE(text.find("plain"), std::string::npos);
    EXPECT_EQ(text.find("SECRET"), std::string::npos);
    EXPECT_EQ(shell("pdfimages -list " + file() + " | tail -n +3"), "");
}

TEST_F(Pdf, takesWhatComesFromOutsideLiterally) {
    auto letter = examples::aLetter();
    letter.detail.row.comment = "<img src=\"file:///etc/passwd\">";
    const auto text = textOf(documentOf(letter, Language::english));
    EXPECT_NE(text.find("<img src=\"file:///etc/passwd\">"), std::string::npos) << text;
    EXPECT_EQ(text.find("root:"), std::string::npos);
    const auto bytes = shell("cat " + file());
    for (const auto* forbidden : {"/JS", "/JavaScript", "/Launch", "/URI", "/EmbeddedFile"})
        EXPECT_EQ(bytes.find(forbidden), std::string::npos) << forbidden;
}

TEST_F(Pdf, beginsTheAnswersOfALearningSetOnANewPage) {
    const auto text = textOf(documentOf(examples::aLearningSet(), Language::russian));
    const auto answers = text.find("Ответы");
    ASSERT_NE(answers, std::string::npos) << text;
    EXPECT_NE(text.rfind('\f', answers), std::string::npos) << "no page ends before them";
    EXPECT_LT(text.rfind("Какую степень вы бы поставили?"), text.rfind('\f', answers));
}

TEST_F(Pdf, refusesWhatIsNoDocument) {
    EXPECT_THROW((void)printer().print("no document"), std::invalid_argument);
}

}  // namespace
}  // namespace overread::reports

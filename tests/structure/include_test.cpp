// Who may include whom. The build enforces most of it (one include root per target); system headers and "../" get past
// the build, so this test reads every #include and names file, line and rule.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
const fs::path root{OVERREAD_SOURCE_DIR};

struct Include {
    std::string file;  // relative to the root, with /
    int line;
    std::string target;
};

bool startsWithAny(const std::string& text, const std::vector<std::string>& prefixes) {
    for (const auto& prefix : prefixes)
        if (text.rfind(prefix, 0) == 0) return true;
    return false;
}

std::vector<Include> includesBelow(const std::vector<std::string>& folders) {
    static const std::regex pattern{R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])"};
    std::vector<Include> includes;
    for (const auto& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".h" && extension != ".cpp") continue;
            std::ifstream file{entry.path()};
            std::string text;
            for (int line = 1; std::getline(file, text); ++line)
                if (std::smatch match; std::regex_search(text, match, pattern))
                    includes.push_back({fs::relative(entry.path(), root).generic_string(), line, match[1]});
        }
    }
    return includes;
}

/// Files below `whose` may not include what begins with one of `what`, but for files below `except`.
struct Rule {
    std::string why;
    std::vector<std::string> whose;
    std::vector<std::string> what;
    std::vector<std::string> except;
};

const std::vector<std::string> product{"core", "qa", "reports", "server", "reviewer-client"};

const std::vector<Rule> rules{
    {"core stands below everything", {"core/"}, {"qa/", "reports/", "server/", "reviewer-client/"}, {}},
    {"qa decides over core's types alone", {"qa/"}, {"reports/", "server/", "reviewer-client/"}, {}},
    {"reports are made of figures", {"reports/"}, {"server/", "reviewer-client/"}, {}},
    {"the client talks only to the HTTP API", {"reviewer-client/"}, {"qa/", "reports/", "server/"}, {}},
    {"the server knows no client", {"server/"}, {"reviewer-client/"}, {}},
    {"paths start at the root", product, {"../", "./"}, {}},
    {"Qt is for the client and for documents", product, {"Q"}, {"reviewer-client/", "reports/"}},
    {"Poco is for the server", {"core/", "qa/", "reports/", "reviewer-client/"}, {"Poco/"}, {}},
    {"SQL stays in server/database and server/jobs", product, {"soci", "libpq"}, {"server/database/", "server/jobs/"}},
    {"ITK stays in core/quantification", product, {"itk"}, {"core/quantification/"}},
    {"DICOM is parsed in core/dicom, written in core/phantom and core/results, transferred by intake and the "
     "demonstration",
     product,
     {"dcmtk/"},
     {"core/dicom/", "core/phantom/", "core/results/", "server/intake/", "server/simulation/"}},
    {"rules ask no clock and no database", {"qa/"}, {"soci", "Poco/", "dcmtk/", "itk", "Q"}, {}},
    {"overread-server links no image decoder",
     {"server/api/", "server/workflow/", "server/database/", "server/jobs/"},
     {"core/dicom/", "core/quantification/", "core/phantom/", "dcmtk/", "itk"},
     {}},
};

TEST(Includes, goOnlyWhereTheArchitectureAllows) {
    const auto includes = includesBelow(product);
    ASSERT_GT(includes.size(), 100u) << "the sources were not found below " << root;
    for (const auto& include : includes)
        for (const auto& rule : rules)
            if (startsWithAny(include.file, rule.whose) && startsWithAny(include.target, rule.what) &&
                !startsWithAny(include.file, rule.except))
                ADD_FAILURE() << include.file << ":" << include.line << " includes " << include.target << ", but "
                              << rule.why;
}

TEST(Includes, neverReachIntoTheTests) {
    for (const auto& include : includesBelow(product))
        EXPECT_FALSE(startsWithAny(include.target, {"tests/", "gtest/", "gmock/"}))
            << include.file << ":" << include.line << " includes " << include.target;
}

}  // namespace

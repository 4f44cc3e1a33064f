// Our SEG and SR of twenty phantoms, held against checkers and readers that share no code with the writers.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/phantom/phantom.h"
#include "core/phantom/write_series.h"
#include "core/quantification/quantify.h"
#include "core/results/write_report.h"
#include "core/results/write_segmentation.h"
#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

namespace fs = std::filesystem;

struct Run {
    int status = 0;
    std::string said;  ///< on both outputs
};

Run run(const std::string& command) {
    Run result;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        result.said.append(buffer.data(), got);
    result.status = ::pclose(pipe);
    return result;
}

bool isThere(const std::string& program) {
    return run("command -v " + program).status == 0;
}

std::string textOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// One measured phantom with its objects, written once for all tests.
struct Written {
    fs::path folder;
    MeasuredVolume measured;
};

class WrittenObjects : public testing::Test {
protected:
    static void SetUpTestSuite() {
        scratch_ = new tests::TemporaryFolder;
        for (std::uint64_t seed = 0; seed < 20; ++seed) all_.push_back(write(seed));
    }
    static void TearDownTestSuite() {
        all_.clear();
        delete scratch_;
    }

    static Written write(std::uint64_t seed) {
        const auto n = static_cast<double>(seed);
        const auto phantom = makePhantom({.involvementPercent = n * 85 / 19,
                                          .consolidationShare = std::fmod(n * 0.37, 1.0),
                                          .sliceThicknessMm = seed % 2 == 0 ? 8.0 : 5.0,
                                          .effusionMl = seed % 5 == 4 ? 150.0 : 0.0,
                                          .seed = seed + 100,
                                          .matrix = 128});
        Written written{scratch_->path() / std::to_string(seed), quantify(phantom.volume, {GradeLimits{}, 2})};
        writeSeries(phantom.volume, inventedIdentity(seed), written.folder / "series");
        const auto index = dicom::indexFiles(dicom::filesUnder({written.folder / "series"}));
        const auto source = sourceOf(index.series.at(index.chosen.value()));
        const auto& series = std::get<SourceSeries>(source);
        const auto segmentation = writeSegmentation(written.measured.labels, series, written.folder / "seg.dcm");
        writeReport(written.measured.figures, series, segmentation, written.folder / "sr.dcm");
        nlohmann::json instances;
        for (const auto& instance : series.instances) instances.push_back(instance.sopInstanceUid);
        std::ofstream(written.folder / "series.json")
            << nlohmann::json{{"rows", series.geometry.rows},           {"columns", series.geometry.columns},
                              {"slices", series.geometry.slices},       {"originMm", series.geometry.originMm},
                              {"spacingMm", series.geometry.spacingMm}, {"instances", instances}};
        return written;
    }

    /// Every `step`-th, as arguments of a program.
    static std::string folders(std::size_t step = 1) {
        std::string list;
        for (std::size_t i = 0; i < all_.size(); i += step) list += ' ' + all_[i].folder.string();
        return list;
    }
    /// The masks of the four segments as the writer was told to write them.
    static std::string expected(const LabelVolume& volume) {
        const std::vector<std::vector<int>> segments{{1, 3, 5}, {2, 4, 6}, {3, 4}, {5, 6}};
        std::string masks;
        for (const auto& of : segments)
            for (const auto label : volume.labels) masks += static_cast<char>(std::count(of.begin(), of.end(), label));
        return masks;
    }
    static void expectMasksIn(const Written& each, const std::string& file) {
        EXPECT_TRUE(textOf(each.folder / file) == expected(each.measured.labels)) << each.folder << ' ' << file;
    }

    static tests::TemporaryFolder* scratch_;
    static std::vector<Written> all_;
};

tests::TemporaryFolder* WrittenObjects::scratch_ = nullptr;
std::vector<Written> WrittenObjects::all_;

TEST_F(WrittenObjects, areCleanForDciodvfy) {
    ASSERT_TRUE(isThere("dciodvfy")) << "dicom3tools of deploy/packages.txt";
    for (const auto& each : all_)
        for (const auto* object : {"sr.dcm", "seg.dcm"}) {
            const auto checked = run("dciodvfy " + (each.folder / object).string());
            EXPECT_EQ(checked.status, 0);
            EXPECT_EQ(checked.said.find("Error"), std::string::npos) << each.folder << object << '\n' << checked.said;
            EXPECT_EQ(checked.said.find("Warning"), std::string::npos) << each.folder << object << '\n' << checked.said;
        }
}

TEST_F(WrittenObjects, followTheTemplateForPixelMed) {
    ASSERT_TRUE(isThere("DicomSRValidator")) << "pixelmed-apps of deploy/packages.txt";
    ::setenv("JAVA_TOOL_OPTIONS",
             "-Djdk.xml.xpathTotalOpLimit=0 -Djdk.xml.xpathExprOpLimit=0 -Djdk.xml.xpathExprGrpLimit=0 "
             "-XX:TieredStopAtLevel=1",
             1);
    for (const auto* each : {&all_.front(), &all_[18]}) {  // eight seconds of a processor each
        const auto checked = run("DicomSRValidator " + (each->folder / "sr.dcm").string());
        EXPECT_NE(checked.said.find("Found Root Template TID_1500"), std::string::npos) << checked.said;
        EXPECT_EQ(checked.said.find("Error"), std::string::npos) << checked.said;
        EXPECT_EQ(checked.said.find("Warning"), std::string::npos) << checked.said;
    }
}

TEST_F(WrittenObjects, giveBackEveryVoxelToPydicom) {
    const auto read = run("/usr/bin/python3 " OVERREAD_READ_BACK + folders());
    ASSERT_EQ(read.status, 0) << read.said;
    for (const auto& each : all_) expectMasksIn(each, "seg-pydicom.raw");
}

TEST_F(WrittenObjects, giveBackEveryVoxelAndEveryFigureToItkWasm) {
    const auto read = run("cd " OVERREAD_READERS " && " OVERREAD_NODE " read_back.mjs" + folders(4));
    ASSERT_EQ(read.status, 0) << read.said;
    for (std::size_t i = 0; i < all_.size(); i += 4) {
        const auto& each = all_[i];
        expectMasksIn(each, "seg-itk.raw");
        const auto text = textOf(each.folder / "sr.txt");
        const auto& figures = each.measured.figures;
        const auto states = [&](const std::string& name, double value, const char* unit) {
            std::ostringstream line;
            line << std::setprecision(8) << "NUM:(,,\"" << name << "\")=\"" << std::round(value * 100) / 100 << "\" ("
                 << unit;
            EXPECT_NE(text.find(line.str()), std::string::npos) << line.str() << '\n' << text;
        };
        states("Site involvement", figures.involvement.totalPercent, "%");
        states("Site involvement", figures.involvement.rightPercent.value(), "%");
        states("Site involvement", figures.involvement.leftPercent.value(), "%");
        for (const double ml : {figures.lungMl.total, figures.lungMl.right, figures.lungMl.left, figures.groundGlassMl,
                                figures.consolidationMl})
            states("Volume", ml, "cm3");
        EXPECT_NE(text.find("TEXT:(,,\"Severity\")=\"" + std::string(nameOf(figures.grade))), std::string::npos)
            << text;
        EXPECT_NE(text.find("not for primary diagnosis"), std::string::npos);
    }
}

TEST_F(WrittenObjects, areRefusedForMasksOfAnotherSeries) {
    const auto index = dicom::indexFiles(dicom::filesUnder({all_[0].folder / "series"}));
    const auto source = std::get<SourceSeries>(sourceOf(index.series.at(0)));
    EXPECT_THROW((void)writeSegmentation(all_[1].measured.labels, source, scratch_->path() / "none.dcm"),
                 std::invalid_argument);
    EXPECT_THROW((void)writeReport(Quantification{}, source, std::nullopt, scratch_->path() / "none.dcm"),
                 std::invalid_argument);
    EXPECT_THROW((void)writeSegmentation(all_[0].measured.labels, source, "/nowhere/seg.dcm"), std::runtime_error);
    fs::resize_file(index.series.at(0).slices.at(3).file, 1000);
    EXPECT_TRUE(std::holds_alternative<dicom::Refusal>(sourceOf(index.series.at(0))));
}

}  // namespace
}  // namespace overread

#include "core/phantom/write_series.h"

#include <gtest/gtest.h>
#include <fstream>
#include <set>

#include "core/dicom/read_volume.h"
#include "core/phantom/phantom.h"
#include "tests/support/temporary_folder.h"

namespace overread {
namespace {

Phantom aPhantom() {
    PhantomOptions options;
    options.matrix = 128;
    options.sliceThicknessMm = 5;
    return makePhantom(options);
}

TEST(WriteSeries, isReadBackVoxelForVoxel) {
    const tests::TemporaryFolder folder;
    const auto phantom = aPhantom();
    auto identity = inventedIdentity(1);
    identity.accessionNumber = "A-1";
    identity.facility = "Centre 7";
    identity.scanner = "CT-2";
    identity.ageYears = 61;
    identity.sex = Sex::male;
    writeSeries(phantom.volume, identity, folder.path() / "series");

    const auto index = dicom::indexFiles(dicom::filesUnder({folder.path()}), 2);

    ASSERT_TRUE(index.chosen) << index.explanation;
    const auto volume = std::get<CtVolume>(dicom::readVolume(index.series[0], 2));
    EXPECT_TRUE(volume.hu == phantom.volume.hu);
    EXPECT_EQ(volume.geometry, phantom.volume.geometry);
    EXPECT_EQ(volume.facts.kernel, "B30f");
    EXPECT_EQ(volume.facts.seriesInstanceUid, identity.seriesInstanceUid);
    EXPECT_EQ(volume.facts.sliceThicknessMm, 5);
    ASSERT_EQ(index.studies.size(), 1U);
    const auto& study = index.studies[0];
    EXPECT_EQ(study.studyInstanceUid, identity.studyInstanceUid);
    EXPECT_EQ(study.accessionNumber, "A-1");
    EXPECT_EQ(study.facility, "Centre 7");
    EXPECT_EQ(study.scanner, "CT-2");
    EXPECT_EQ(study.ageYears, 61);
    EXPECT_EQ(study.sex, Sex::male);
    EXPECT_EQ(study.acquiredAt, identity.acquiredAt);
    std::set<std::string> uids;
    for (const auto& instance : index.instances) uids.insert(instance.sopInstanceUid);
    EXPECT_EQ(uids.size(), index.instances.size());
}

TEST(WriteSeries, writesOtherModalitiesForTheSakeOfRefusal) {
    const tests::TemporaryFolder folder;
    auto identity = inventedIdentity(1);
    identity.modality = "MR";
    writeSeries(slicesOf(aPhantom().volume, 0, 16), identity, folder.path());
    const auto index = dicom::indexFiles(dicom::filesUnder({folder.path()}));
    ASSERT_TRUE(index.refusal);
    EXPECT_EQ(nameOf(index.refusal->code), "not_ct");
}

TEST(WriteSeries, saysWhereTheDiskRefused) {
    const tests::TemporaryFolder folder;
    std::ofstream{folder.path() / "occupied"} << "a file";
    EXPECT_ANY_THROW(writeSeries(slicesOf(aPhantom().volume, 0, 1), inventedIdentity(1), folder.path() / "occupied"));
}

TEST(InventedIdentity, hasUidsThatDicomAllows) {
    std::set<std::string> uids;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto who = inventedIdentity(seed);
        for (const auto& uid : {who.studyInstanceUid, who.seriesInstanceUid, who.frameOfReferenceUid}) {
            EXPECT_LE(uid.size(), 64U);
            EXPECT_EQ(uid.rfind("2.25.", 0), 0U);
            EXPECT_NE(uid[5], '0');
            uids.insert(uid);
        }
    }
    EXPECT_EQ(uids.size(), 600U);
}

}  // namespace
}  // namespace overread

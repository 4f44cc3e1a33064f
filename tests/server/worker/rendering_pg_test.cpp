// Pictures of a study for browsers, from its received objects through the real worker.
#include <png.h>

#include "server/database/rendering_repository.h"
#include "tests/server/worker/working.h"

namespace overread::tests {
namespace {

struct Grey {
    unsigned columns = 0;
    unsigned rows = 0;
    std::vector<std::uint8_t> pixels;
};

Grey decoded(const std::string& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    EXPECT_NE(png_image_begin_read_from_memory(&image, file.data(), file.size()), 0) << image.message;
    EXPECT_EQ(image.format, static_cast<png_uint_32>(PNG_FORMAT_GRAY));
    Grey grey{image.width, image.height, std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
    EXPECT_NE(png_image_finish_read(&image, nullptr, grey.pixels.data(), 0, nullptr), 0) << image.message;
    return grey;
}

class Rendering : public Working {
protected:
    static constexpr int matrix = 128;

    void order(const StudyId& id) {
        Transaction transaction(app_);
        JobQueue(transaction.session()).add("renderStudy", id.text());
        transaction.commit();
    }
    std::optional<RenderingRecord> rendering(const StudyId& id) {
        Transaction transaction(app_);
        return RenderingRepository(transaction.session()).findCurrent(id);
    }
    Grey picture(const RenderingRecord& of, wire::PictureKind kind, int slice) {
        Transaction transaction(app_);
        const auto place = RenderingRepository(transaction.session()).placeOf(of.study, of.renderingId, kind, slice);
        EXPECT_TRUE(place);
        return decoded(bytesOf(store_.picturesFile(place->seriesId, of.renderingId), place->offset, place->length));
    }
    Phantom receivePhantom(const PhantomOptions& options) {
        auto made = makePhantom(options);
        SeriesIdentity identity = inventedIdentity(options.seed);
        studyUid_ = identity.studyInstanceUid;
        writeSeries(made.volume, identity, scratch_.path() / "series");
        receive(filesOf(scratch_.path() / "series"));
        return made;
    }
    std::size_t filesOfSeries(const std::string& seriesId) {
        const fs::directory_iterator files(store_.framesFile(seriesId).parent_path());
        return static_cast<std::size_t>(std::distance(begin(files), end(files)));
    }
};

TEST_F(Rendering, showsTheStoredFramesInBothWindowsAndTheMasksAsTheyWereMeasured) {
    const auto phantom =
        receivePhantom({.involvementPercent = 40, .sliceThicknessMm = 8, .seed = 21, .matrix = matrix});
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    const auto id = study()->study.id;
    order(id);
    ASSERT_TRUE(waitUntilDone());

    const auto made = rendering(id);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->problem, "");
    EXPECT_TRUE(made->hasMasks);
    const auto& geometry = phantom.volume.geometry;
    ASSERT_GT(made->slices, 0);
    ASSERT_LE(made->slices, static_cast<int>(geometry.slices));
    const int slice = *series(id)->sliceWithMostLesion;
    const auto lung = picture(*made, wire::PictureKind::lung, slice);
    const auto soft = picture(*made, wire::PictureKind::soft, slice);
    const auto masks = picture(*made, wire::PictureKind::masks, slice);
    ASSERT_EQ(lung.pixels.size(), geometry.voxelsPerSlice());
    EXPECT_EQ(lung.columns, static_cast<unsigned>(matrix));
    int lesion = 0;
    for (std::size_t i = 0; i < lung.pixels.size(); ++i) {
        const double hu = phantom.volume.hu[static_cast<std::size_t>(slice) * lung.pixels.size() + i];
        // C.11.2.1.2.1: width 1500 at -600 and width 400 at 40, rounded.
        ASSERT_NEAR(lung.pixels[i], std::clamp((hu + 600.5) / 1499 * 255 + 127.5, 0.0, 255.0), 0.51) << hu;
        ASSERT_NEAR(soft.pixels[i], std::clamp((hu - 39.5) / 399 * 255 + 127.5, 0.0, 255.0), 0.51) << hu;
        ASSERT_LE(masks.pixels[i], 8);
        if (masks.pixels[i] >= 3 && masks.pixels[i] <= 6) ++lesion;
    }
    EXPECT_GT(lesion, 100);
}

TEST_F(Rendering, isDoneOnceAndAgainOnlyWhenTheMeasurementChanged) {
    receivePhantom({.involvementPercent = 20, .sliceThicknessMm = 10, .seed = 22, .matrix = 96});
    Worker worker(configuration_, OVERREAD_WORKER);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    const auto id = study()->study.id;
    order(id);
    ASSERT_TRUE(waitUntilDone());
    const auto first = rendering(id);
    ASSERT_TRUE(first);
    order(id);
    ASSERT_TRUE(waitUntilDone());
    EXPECT_EQ(rendering(id)->renderingId, first->renderingId) << "nothing was to be done";

    {
        Transaction transaction(pool_);
        JobQueue(transaction.session()).add("quantifyStudy", id.text());
        transaction.commit();
    }
    ASSERT_TRUE(waitUntilDone());
    EXPECT_FALSE(rendering(id)) << "these masks are no longer the measurement's";
    const auto files = filesOfSeries(first->seriesId);
    order(id);
    ASSERT_TRUE(waitUntilDone());
    ASSERT_TRUE(rendering(id));
    EXPECT_NE(rendering(id)->renderingId, first->renderingId);
    EXPECT_EQ(filesOfSeries(first->seriesId), files) << "the old pictures are gone";
    EXPECT_EQ(deadLetters().size(), 0u);
}

TEST_F(Rendering, saysSoWhenTheChildDiesTwice) {
    receivePhantom({.sliceThicknessMm = 10, .seed = 23, .matrix = 64});
    const auto program = script("if [ \"$2\" = renderStudy ]; then kill -SEGV $$; fi\nexec " OVERREAD_WORKER " \"$@\"");
    Worker worker(configuration_, program);
    worker.start();
    ASSERT_TRUE(waitUntilDone());
    order(study()->study.id);
    while (isWorkLeft()) {
        letTimePass();
        wakeup_.wait(100ms);
    }
    ASSERT_TRUE(rendering(study()->study.id));
    EXPECT_EQ(rendering(study()->study.id)->problem, "cannot_be_rendered");
    ASSERT_EQ(deadLetters().size(), 1u);
    EXPECT_EQ(deadLetters()[0].kind, "renderStudy");
}

}  // namespace
}  // namespace overread::tests

#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <memory>
#include <string>
#include <vector>

#include "reviewer-client/api/api_client.h"
#include "reviewer-client/viewer/slice_stack.h"

namespace overread::dicom {
class FrameDecoder;
}

namespace overread::client {

/// Fetches the frames of one series in reading order, several in a request, and decodes them beside the window's
/// thread. A lost line is waited for; a frame that cannot be decoded is shown as such. Afterwards, if asked, the masks.
class SeriesLoader final : public QObject {
    Q_OBJECT
public:
    enum class Study { current, prior };
    /// Throws std::invalid_argument for a series of a size that cannot be shown.
    SeriesLoader(ApiClient& api, std::string handle, Study study, const wire::ImageSeries& series,
                 QObject* parent = nullptr);
    ~SeriesLoader() override;

    [[nodiscard]] std::shared_ptr<const SliceStack> stack() const { return stack_; }
    void start();                     ///< once; later calls do nothing
    void fetchMasks(int firstSlice);  ///< from that slice outward
    void nearestFirst(int shownSlice);

signals:
    void sliceArrived(int slice);
    void maskArrived(int slice);
    void allArrived();
    void gone();  ///< the server no longer gives frames of this assignment

private:
    struct Batch {
        std::vector<int> open;  ///< asked for and not come yet
        QElapsedTimer clock;
        qint64 bytes = 0;
        ApiClient::Pictures what = ApiClient::Pictures::frames;
    };
    void fetchMore();
    void ask(ApiClient::Pictures what, std::vector<int>& wanted);
    void came(const std::shared_ptr<Batch>& batch, int slice, QByteArray picture);
    void ended(const std::shared_ptr<Batch>& batch, const Answer<Done>& answer);
    void decode(int slice, QByteArray payload);
    void notGiven(const Batch& batch);
    void broken(int slice, std::string why);
    void unpack(int slice, QByteArray payload);
    void oneDone();

    ApiClient& api_;
    std::string handle_;
    ApiClient::Pictures frames_;
    std::shared_ptr<SliceStack> stack_;
    std::unique_ptr<const dicom::FrameDecoder> decoder_;  // one for all: making it costs a table
    std::vector<int> toFetch_;                            // the next ones at the back
    std::vector<int> masksToFetch_;
    std::size_t batchSize_ = 1;
    int inFlight_ = 0;
    int faults_ = 0;  // in a row
    int open_ = 0;    // slices that neither came nor are known to be broken
    bool started_ = false;
    bool stopped_ = false;
    QTimer retry_;
    QThreadPool decoders_;
};

}  // namespace overread::client

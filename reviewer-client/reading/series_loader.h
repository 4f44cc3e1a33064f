#pragma once
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <memory>
#include <string>
#include <vector>

#include "reviewer-client/api/failure.h"
#include "reviewer-client/viewer/slice_stack.h"

namespace overread::client {

class ApiClient;

/// Fetches the frames of one assignment in reading order and decodes them beside the window's thread. A lost line is
/// waited for; a frame that cannot be decoded is shown as such. Afterwards, if asked, the masks.
class SeriesLoader final : public QObject {
    Q_OBJECT
public:
    SeriesLoader(ApiClient& api, std::string handle, const wire::ImageSeries& series, QObject* parent = nullptr);
    ~SeriesLoader() override;

    [[nodiscard]] std::shared_ptr<const SliceStack> stack() const { return stack_; }
    void start();
    void fetchMasks(int firstSlice);  ///< from that slice outward
    void nearestFirst(int shownSlice);

signals:
    void sliceArrived(int slice);
    void maskArrived(int slice);
    void allArrived();
    void gone();  ///< the server no longer gives frames of this assignment

private:
    void fetchMore();
    void frameAnswered(int slice, Answer<QByteArray> answer);
    void decode(int slice, QByteArray payload);
    void broken(int slice, std::string why);
    void maskAnswered(int slice, const Answer<QByteArray>& answer);
    void unpack(int slice, QByteArray payload);
    void oneDone();

    ApiClient& api_;
    std::string handle_;
    std::shared_ptr<SliceStack> stack_;
    std::vector<int> toFetch_;
    std::vector<int> masksToFetch_;
    int inFlight_ = 0;
    int open_ = 0;  // slices that neither came nor are known to be broken
    bool stopped_ = false;
    QTimer retry_;
    QThreadPool decoders_;
};

}  // namespace overread::client

#pragma once
#include <QByteArray>
#include <QIODevice>
#include <functional>
#include <vector>

namespace overread::client {

/// Takes the pictures of several slices apart while their answer still comes in: each behind its length in 4 bytes,
/// least byte first, in the order asked.
class PictureStream {
public:
    using Each = std::function<void(int slice, QByteArray picture)>;
    PictureStream(std::vector<int> slices, Each each) : slices_(std::move(slices)), each_(std::move(each)) {}

    /// Reads what is complete. False: this is no such answer.
    [[nodiscard]] bool take(QIODevice& answer);
    [[nodiscard]] bool isComplete() const { return next_ == slices_.size(); }

private:
    static constexpr qint64 unknown = -1;
    std::vector<int> slices_;
    Each each_;
    std::size_t next_ = 0;
    qint64 length_ = unknown;  // of the picture that comes
};

}  // namespace overread::client

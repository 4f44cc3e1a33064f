#include "reviewer-client/api/picture_stream.h"

#include <QtEndian>

namespace overread::client {

bool PictureStream::take(QIODevice& answer) {
    constexpr qint64 most = qint64{64} << 20;  // of one picture, whatever a server says
    constexpr qint64 lengthBytes = 4;
    for (;;) {
        if (length_ == unknown) {
            if (answer.bytesAvailable() < lengthBytes) return true;
            if (isComplete()) return false;
            const QByteArray bytes = answer.read(lengthBytes);
            length_ = qFromLittleEndian<quint32>(bytes.constData());
            if (length_ > most) return false;
        }
        if (answer.bytesAvailable() < length_) return true;
        QByteArray picture = answer.read(length_);
        length_ = unknown;
        each_(slices_[next_++], std::move(picture));
    }
}

}  // namespace overread::client

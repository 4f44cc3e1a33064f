#include "reviewer-client/reading/series_loader.h"

#include <QThread>
#include <algorithm>

#include "core/dicom/frame_decoder.h"
#include "core/domain/named.h"
#include "reviewer-client/api/api_client.h"
#include "reviewer-client/viewer/fetch_order.h"

namespace overread::client {
namespace {

constexpr int parallelRequests = 4;  // of the server's threads for one client
constexpr int retryMs = 2000;

dicom::FrameFormat formatOf(const wire::ImageSeries& series) {
    dicom::FrameFormat format;
    format.transferSyntaxUid = series.format.transferSyntaxUid;
    format.rows = series.rows;
    format.columns = series.columns;
    format.bitsAllocated = series.format.bitsAllocated;
    format.bitsStored = series.format.bitsStored;
    format.highBit = series.format.highBit;
    format.isSigned = series.format.isSigned;
    format.rescaleSlope = series.format.rescaleSlope;
    format.rescaleIntercept = series.format.rescaleIntercept;
    return format;
}

}  // namespace

SeriesLoader::SeriesLoader(ApiClient& api, std::string handle, const wire::ImageSeries& series, QObject* parent)
    : QObject(parent),
      api_(api),
      handle_(std::move(handle)),
      stack_(std::make_shared<SliceStack>(series)),
      toFetch_(fetchOrder(series.slices)),
      open_(series.slices) {
    std::ranges::reverse(toFetch_);  // taken from the back
    decoders_.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, 4));
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &SeriesLoader::fetchMore);
}

SeriesLoader::~SeriesLoader() {
    decoders_.clear();
    decoders_.waitForDone();  // they hand their slices to this object
}

void SeriesLoader::start() {
    fetchMore();
}

void SeriesLoader::nearestFirst(int shownSlice) {
    overread::client::nearestFirst(toFetch_, shownSlice);
    std::ranges::reverse(toFetch_);
}

void SeriesLoader::fetchMasks(int firstSlice) {
    masksToFetch_ = fetchOrder(stack_->slices());
    overread::client::nearestFirst(masksToFetch_, firstSlice);
    std::ranges::reverse(masksToFetch_);
    fetchMore();
}

void SeriesLoader::fetchMore() {
    while (!stopped_ && inFlight_ < parallelRequests) {
        if (!toFetch_.empty()) {
            const int slice = toFetch_.back();
            toFetch_.pop_back();
            ++inFlight_;
            api_.frame(handle_, slice, this,
                       [this, slice](Answer<QByteArray> answer) { frameAnswered(slice, std::move(answer)); });
        } else if (!masksToFetch_.empty()) {
            const int slice = masksToFetch_.back();
            masksToFetch_.pop_back();
            ++inFlight_;
            api_.mask(handle_, slice, this,
                      [this, slice](const Answer<QByteArray>& answer) { maskAnswered(slice, answer); });
        } else {
            return;
        }
    }
}

void SeriesLoader::frameAnswered(int slice, Answer<QByteArray> answer) {
    --inFlight_;
    if (const auto* failure = std::get_if<Failure>(&answer)) {
        switch (failure->kind) {
            case Failure::Kind::noConnection:
            case Failure::Kind::serverFault:
            case Failure::Kind::tooMany:
                toFetch_.push_back(slice);
                if (!retry_.isActive()) retry_.start(retryMs);
                return;
            case Failure::Kind::gone:
            case Failure::Kind::signedOut:
                stopped_ = true;
                return emit gone();
            default:
                broken(slice, tr("the server does not give it").toStdString());
        }
    } else {
        decode(slice, std::get<QByteArray>(std::move(answer)));
    }
    fetchMore();
}

void SeriesLoader::decode(int slice, QByteArray payload) {
    decoders_.start([this, slice, payload = std::move(payload), format = formatOf(stack_->series()),
                     voxels = static_cast<std::size_t>(stack_->rows()) * static_cast<std::size_t>(stack_->columns())] {
        std::vector<std::int16_t> hu(voxels);
        std::string problem;
        try {
            const auto* bytes = reinterpret_cast<const std::uint8_t*>(payload.constData());
            const dicom::FrameDecoder decoder(format);
            if (const auto refusal = decoder.decode({bytes, static_cast<std::size_t>(payload.size())}, hu))
                problem = refusal->detail.empty() ? std::string(nameOf(refusal->code)) : refusal->detail;
        } catch (const std::exception& fault) {
            problem = fault.what();
        }
        QMetaObject::invokeMethod(
            this,
            [this, slice, hu = std::move(hu), problem = std::move(problem)] {
                if (!problem.empty()) return broken(slice, problem);
                stack_->put(slice, hu);
                emit sliceArrived(slice);
                oneDone();
            },
            Qt::QueuedConnection);
    });
}

void SeriesLoader::broken(int slice, std::string why) {
    stack_->putBroken(slice, std::move(why));
    emit sliceArrived(slice);
    oneDone();
}

void SeriesLoader::oneDone() {
    if (--open_ == 0) emit allArrived();
}

void SeriesLoader::maskAnswered(int slice, const Answer<QByteArray>& answer) {
    --inFlight_;
    if (const auto* failure = std::get_if<Failure>(&answer)) {
        if (failure->kind == Failure::Kind::noConnection || failure->kind == Failure::Kind::serverFault) {
            masksToFetch_.push_back(slice);
            if (!retry_.isActive()) retry_.start(retryMs);
            return;
        }
        masksToFetch_.clear();  // one mask that is not there: none is
        return;
    }
    unpack(slice, std::get<QByteArray>(answer));
    fetchMore();
}

void SeriesLoader::unpack(int slice, QByteArray payload) {
    decoders_.start([this, slice, payload = std::move(payload), columns = stack_->columns(), rows = stack_->rows()] {
        // qUncompress wants the length in front, most significant byte first; it is known and bounds the memory.
        const auto size = static_cast<std::uint32_t>(rows) * static_cast<std::uint32_t>(columns);
        QByteArray framed;
        for (const int shift : {24, 16, 8, 0}) framed.append(static_cast<char>(size >> shift & 0xffU));
        const QByteArray bytes = qUncompress(framed + payload);
        if (static_cast<std::uint32_t>(bytes.size()) != size) return;  // no mask is better than a shifted one
        std::vector<std::uint8_t> labels(bytes.begin(), bytes.end());
        MaskOutlines outlines(labels, columns, rows);
        QMetaObject::invokeMethod(
            this,
            [this, slice, labels = std::move(labels), outlines = std::move(outlines)]() mutable {
                stack_->putMask(slice, std::move(labels), std::move(outlines));
                emit maskArrived(slice);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace overread::client

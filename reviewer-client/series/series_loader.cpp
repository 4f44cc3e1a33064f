#include "reviewer-client/series/series_loader.h"

#include <QThread>
#include <algorithm>

#include "core/dicom/frame_decoder.h"
#include "reviewer-client/viewer/fetch_order.h"

namespace overread::client {
namespace {

constexpr int parallelRequests = 2;  // one is answered while the other travels
constexpr int retryMs = 2000;
constexpr int mostFaults = 3;  // in a row, of a server that says itself that it cannot
// A request should take this long: shorter ones cost checks and round trips, longer ones delay the slice to which the
// reader has just scrolled.
constexpr double requestMs = 60;
constexpr std::size_t mostInARequest = 64;  // the server's limit

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
    format.padding = series.format.padding;
    return format;
}

std::span<const std::uint8_t> bytesOf(const QByteArray& payload) {
    return {reinterpret_cast<const std::uint8_t*>(payload.constData()), static_cast<std::size_t>(payload.size())};
}

}  // namespace

SeriesLoader::SeriesLoader(ApiClient& api, std::string handle, Study study, const wire::ImageSeries& series,
                           QObject* parent)
    : QObject(parent),
      api_(api),
      handle_(std::move(handle)),
      frames_(study == Study::current ? ApiClient::Pictures::frames : ApiClient::Pictures::priorFrames),
      stack_(std::make_shared<SliceStack>(series)),
      decoder_(std::make_unique<dicom::FrameDecoder>(formatOf(series))),
      toFetch_(fetchOrder(series.slices)),
      open_(series.slices) {
    std::ranges::reverse(toFetch_);
    decoders_.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, 4));
    retry_.setSingleShot(true);
    connect(&retry_, &QTimer::timeout, this, &SeriesLoader::fetchMore);
}

SeriesLoader::~SeriesLoader() {
    decoders_.clear();
    decoders_.waitForDone();  // they hand their slices to this object
}

void SeriesLoader::start() {
    if (std::exchange(started_, true)) return;
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
        if (!toFetch_.empty() && started_)
            ask(frames_, toFetch_);
        else if (!masksToFetch_.empty())
            ask(ApiClient::Pictures::masks, masksToFetch_);
        else
            return;
    }
}

void SeriesLoader::ask(ApiClient::Pictures what, std::vector<int>& wanted) {
    const std::size_t n = std::min(batchSize_, wanted.size());
    auto batch = std::make_shared<Batch>();
    batch->what = what;
    batch->open.assign(wanted.rbegin(), wanted.rbegin() + static_cast<std::ptrdiff_t>(n));
    batch->clock.start();
    wanted.resize(wanted.size() - n);
    ++inFlight_;
    api_.pictures(
        handle_, what, batch->open, this,
        [this, batch](int slice, QByteArray picture) { came(batch, slice, std::move(picture)); },
        [this, batch](const Answer<Done>& answer) { ended(batch, answer); });
}

void SeriesLoader::came(const std::shared_ptr<Batch>& batch, int slice, QByteArray picture) {
    std::erase(batch->open, slice);
    batch->bytes += picture.size();
    if (batch->what == ApiClient::Pictures::masks)
        unpack(slice, std::move(picture));
    else
        decode(slice, std::move(picture));
}

void SeriesLoader::ended(const std::shared_ptr<Batch>& batch, const Answer<Done>& answer) {
    --inFlight_;
    auto& wanted = batch->what == ApiClient::Pictures::masks ? masksToFetch_ : toFetch_;
    if (const auto* failure = std::get_if<Failure>(&answer)) {
        switch (failure->kind) {
            case Failure::Kind::serverFault:
                // A server that starts again answers otherwise; one that has the frames no more answers so each time.
                if (failure->status == 500 && ++faults_ >= mostFaults) {
                    notGiven(*batch);
                    break;
                }
                [[fallthrough]];
            case Failure::Kind::noConnection:
            case Failure::Kind::tooMany:
                wanted.insert(wanted.end(), batch->open.rbegin(), batch->open.rend());
                batchSize_ = 1;
                if (!retry_.isActive()) retry_.start(retryMs);
                return;
            case Failure::Kind::gone:
                if (batch->what == ApiClient::Pictures::masks) return masksToFetch_.clear();
                [[fallthrough]];
            case Failure::Kind::signedOut:
                stopped_ = true;
                return emit gone();
            default:
                notGiven(*batch);
        }
    } else {
        faults_ = 0;
        // As many as the time allows, and never more than twice as many as before: the first answers are quicker
        // than the line.
        const double ms = std::max(static_cast<double>(batch->clock.nsecsElapsed()) / 1e6, 1.0);
        const auto fits = static_cast<std::size_t>(static_cast<double>(batchSize_) * requestMs / ms);
        batchSize_ = std::clamp<std::size_t>(fits, 1, std::min(2 * batchSize_, mostInARequest));
    }
    fetchMore();
}

void SeriesLoader::notGiven(const Batch& batch) {
    if (batch.what == ApiClient::Pictures::masks) return masksToFetch_.clear();
    for (const int slice : batch.open) broken(slice, tr("the server does not give it").toStdString());
}

void SeriesLoader::decode(int slice, QByteArray payload) {
    decoders_.start([this, slice, payload = std::move(payload), stack = stack_] {
        bool isDamaged = false;
        int lungPixels = 0;
        try {
            const auto hu = stack->room(slice);
            isDamaged = decoder_->decode(bytesOf(payload), hu).has_value();
            if (!isDamaged) lungPixels = lungPixelsOf(hu, stack->columns());
        } catch (const std::exception&) {
            isDamaged = true;
        }
        QMetaObject::invokeMethod(
            this,
            [this, slice, lungPixels, isDamaged] {
                if (isDamaged) return broken(slice, tr("its file is damaged").toStdString());
                stack_->arrived(slice, lungPixels);
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

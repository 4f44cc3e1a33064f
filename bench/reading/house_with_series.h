#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/dicom/frame_decoder.h"
#include "core/wire/assignment.h"

namespace overread::bench {

/// The real server, listener and worker over a database of their own, with one series in it that waits to be read, and
/// a reader who is signed in and holds the case. Everything goes with the object.
class HouseWithSeries {
public:
    explicit HouseWithSeries(const std::filesystem::path& series);
    ~HouseWithSeries();
    HouseWithSeries(const HouseWithSeries&) = delete;
    HouseWithSeries& operator=(const HouseWithSeries&) = delete;

    [[nodiscard]] int port() const;
    [[nodiscard]] const std::string& token() const { return token_; }
    [[nodiscard]] const std::string& handle() const { return assignment_.handle; }
    [[nodiscard]] const wire::Assignment& assignment() const { return assignment_; }
    [[nodiscard]] const wire::ImageSeries& series() const { return *assignment_.series; }
    [[nodiscard]] dicom::FrameFormat frameFormat() const;
    [[nodiscard]] std::vector<std::string> storedFrames() const;  ///< feet to head, as the store has them
    [[nodiscard]] std::size_t storedBytes() const;
    [[nodiscard]] const std::string& readerName() const { return readerName_; }
    [[nodiscard]] const std::string& readerPassword() const { return readerPassword_; }

private:
    struct House;
    std::unique_ptr<House> house_;
    std::string readerName_, readerPassword_, token_;
    wire::Assignment assignment_;
};

}  // namespace overread::bench

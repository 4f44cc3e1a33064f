#include "core/picture/png.h"

#include <png.h>

#include <stdexcept>

namespace overread {

std::vector<std::uint8_t> greyPng(std::span<const std::uint8_t> grey, std::size_t columns, std::size_t rows) {
    if (grey.empty() || grey.size() != columns * rows) throw std::invalid_argument("no picture of that size");
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(columns);
    image.height = static_cast<png_uint_32>(rows);
    image.format = PNG_FORMAT_GRAY;
    image.flags = PNG_IMAGE_FLAG_FAST;  // made on demand, looked at a few times
    std::vector<std::uint8_t> file(PNG_IMAGE_PNG_SIZE_MAX(image));
    png_alloc_size_t size = file.size();
    if (png_image_write_to_memory(&image, file.data(), &size, 0, grey.data(), 0, nullptr) == 0)
        throw std::runtime_error(std::string("libpng: ") + image.message);
    file.resize(size);
    return file;
}

GreyPicture readGreyPng(std::string_view file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0)
        throw std::runtime_error(std::string("libpng: ") + image.message);
    constexpr png_uint_32 mostAlongASide = 8192;
    if (image.width > mostAlongASide || image.height > mostAlongASide) {
        png_image_free(&image);
        throw std::runtime_error("no picture of ours");
    }
    image.format = PNG_FORMAT_GRAY;
    GreyPicture picture{image.width, image.height, std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
    if (png_image_finish_read(&image, nullptr, picture.grey.data(), 0, nullptr) == 0)
        throw std::runtime_error(std::string("libpng: ") + image.message);
    return picture;
}

}  // namespace overread

#pragma once
#include <filesystem>
#include <string>

/// What the worker's disposable children do, each in its own process: files from <folder>/in, files to <folder>/out, no
/// database, no network. The names of the kinds are those of the jobs.
namespace overread {

/// in: received objects, named <objectId>.dcm. out/result.json: what each is (writeObjects). out/looking-at holds the
/// id of the object that is being read, so that the parent knows which one was fatal.
void indexObjects(const std::filesystem::path& folder);

/// in: all readable objects of one study. out/result.json (writeIndexed), and where a series was chosen out/frames and
/// out/series.json.
void indexStudy(const std::filesystem::path& folder);

/// in: frames and series.json of the chosen series. out/result.json (writeQuantified), and where it was measured
/// out/labels: one zlib stream of 8-bit labels per slice.
void quantifyStudy(const std::filesystem::path& folder);

/// in: frames and series.json of a series, and labels where it was measured. out/result.json (writeRendered) and
/// out/pictures: for each slice its PNGs, one after the other.
void renderStudy(const std::filesystem::path& folder);

/// in: object.dcm, what an outside service sent; series.json and labels of ours where there are any. out/result.json
/// (writeOutside), and out/labels where it brought masks.
void readOutsideResult(const std::filesystem::path& folder);

/// in: objects/, labels, wanted.json: the study's objects, our masks and figures. out/sr.dcm, out/seg.dcm, result.json.
void writeResults(const std::filesystem::path& folder);

/// in: object.dcm, one of our own, and destination.json. The one child with a network; out/result.json (writeSent).
void sendResult(const std::filesystem::path& folder);

/// The process of a child: confines itself, does the work of that kind, returns its exit code. Never throws.
[[nodiscard]] int childMain(const std::string& kind, const std::filesystem::path& folder, const std::string& limits);

}  // namespace overread

#pragma once

namespace CLI {
class App;
}

namespace overread {

/// `phantom --out DIR`: writes a synthetic chest CT as DICOM slices, with truth.json and truth.nrrd beside them.
void addPhantomCommand(CLI::App& app, int& exitCode);

}  // namespace overread

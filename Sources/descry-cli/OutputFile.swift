internal import FoundationEssentials

/// A file that a run writes: it is there whole or not at all.
enum OutputFile {
  /// Writes a file, making the folders above it; a file that was there is replaced at once.
  ///
  /// - Throws: `Failure` when it cannot be written.
  static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    let files = FileManager.default
    do {
      if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
        try files.createDirectory(
          atPath: String(path[..<slash]), withIntermediateDirectories: true)
      }
      let mode = try? files.attributesOfItem(atPath: path)[.posixPermissions]
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
      if let mode { try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path) }
    } catch {
      throw Failure("F001 not-writable", "the file cannot be written: \(error)", path)
    }
  }
}

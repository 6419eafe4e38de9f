internal import ArgumentParser
internal import FoundationEssentials

/// Bytes that a user names.
enum InputFile {
  /// All of standard input as text, without the last line's end.
  static func standardInputText() throws -> String {
    var bytes = try DescriptorReader.readAll()
    while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

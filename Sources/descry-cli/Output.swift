internal import DescryText
internal import Glibc

/// A stream of the process, written in whole buffers.
struct Output {
  private let descriptor: Int32

  /// Results.
  static let standard = Output(descriptor: STDOUT_FILENO)
  /// Everything else.
  static let diagnostics = Output(descriptor: STDERR_FILENO)

  /// Whether a person watches.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes a text and a line's end.
  ///
  /// What goes to a log must not hold card numbers, whatever was quoted of an input.
  func line(_ text: String) {
    write((descriptor == STDERR_FILENO ? CardNumberMask.mask(text) : text) + "\n")
  }

  /// Writes a text; a reader that went away (`| head`) ends the process quietly.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  /// Writes bytes; see `write(_:)`.
  func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes[...]
    while let start = rest.isEmpty ? nil : UnsafeBufferPointer(rebasing: rest).baseAddress {
      let written = Glibc.write(descriptor, start, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        // A closed pipe is the reader's wish to stop; any other failure loses output.
        exit(errno == EPIPE ? 0 : 2)
      }
      rest = rest.dropFirst(written)
    }
  }
}

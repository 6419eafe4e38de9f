internal import DescryStatement
internal import Glibc

/// Gets the text of a PDF from poppler's `pdftotext`, run as a process of its own.
enum PDFProgram {
  static let text = PDFText { bytes in try extract(bytes) }

  private static func extract(_ bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
    var path = Array("/tmp/descry-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { throw failure("a temporary file cannot be made") }
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(name) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let written = write(file, part.baseAddress, part.count)
      guard written > 0 else {
        close(file)
        throw failure("a temporary file cannot be written")
      }
      rest = rest.dropFirst(written)
    }
    close(file)

    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw failure("a pipe cannot be made") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, pipes[0])
    let arguments: [String] = ["pdftotext", "-layout", "-enc", "UTF-8", name, "-"]
    let words = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let status = posix_spawnp(&child, "pdftotext", &actions, nil, words + [nil], environ)
    close(pipes[1])
    defer { close(pipes[0]) }
    guard status == 0 else {
      throw StatementError(
        "S040 pdf", "pdftotext, which reads the text of a PDF, cannot be started", file: "PDF",
        help: "install it: the package poppler-utils on Debian and Ubuntu, poppler elsewhere")
    }
    var text: [UInt8] = []
    try DescriptorReader.read(pipes[0]) { text += $0 }
    var code: Int32 = 0
    waitpid(child, &code, 0)
    guard code == 0 else { throw failure("pdftotext refuses the file: is it damaged, or locked?") }
    return text
  }

  private static func failure(_ message: String) -> StatementError {
    StatementError("S040 pdf", message, file: "PDF")
  }
}

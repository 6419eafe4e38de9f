internal import DescryStatement
internal import Glibc

/// Gets the text of a PDF from poppler's `pdftotext`, run as a process of its own.
struct PDFProgram {
  /// The program: a name to look for where programs are, or a path.
  var program = "pdftotext"
  /// So long may it run: statements take milliseconds, and a file that was made to stall it must not
  /// stall what waits for it.
  var milliseconds = 30_000
  /// So many bytes of text may it give: the longest statements have some megabytes.
  var longest = 1 << 28

  /// The text of any PDF.
  static let text = PDFText { bytes in try PDFProgram().text(of: bytes) }

  /// The text of a PDF.
  ///
  /// - Throws: `StatementError` when the program is not there, refuses the file, or goes over a limit.
  func text(of bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
    var path = Array("/tmp/descry-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { throw Self.failure("a temporary file cannot be made") }
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(name) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let written = write(file, part.baseAddress, part.count)
      guard written > 0 else {
        close(file)
        throw Self.failure("a temporary file cannot be written")
      }
      rest = rest.dropFirst(written)
    }
    close(file)

    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw Self.failure("a pipe cannot be made") }
    // No other program that is started meanwhile is to hold an end open.
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO)
    let arguments: [String] = ["pdftotext", "-layout", "-enc", "UTF-8", name, "-"]
    let words = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let status = posix_spawnp(&child, program, &actions, nil, words + [nil], environ)
    close(pipes[1])
    defer { close(pipes[0]) }
    guard status == 0 else {
      throw StatementError(
        "S040 pdf", "pdftotext, which reads the text of a PDF, cannot be started", file: "PDF",
        help: "install it: the package poppler-utils on Debian and Ubuntu, poppler elsewhere")
    }
    let deadline = Self.now() + milliseconds
    let text: [UInt8]
    let code: Int32
    do {
      text = try drain(pipes[0], until: deadline)
      code = try end(child, until: deadline)
    } catch {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
      throw error
    }
    guard code == 0 else {
      throw Self.failure("pdftotext refuses the file: is it damaged, or locked?")
    }
    return text
  }

  /// Reads what the program writes, until it ends or its time does.
  private func drain(_ pipe: Int32, until deadline: Int) throws -> [UInt8] {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(clamping: max(0, deadline - Self.now())))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { throw late() }
      let count = read(pipe, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure("what pdftotext writes cannot be read") }
      if count == 0 { return text }
      guard text.count + count <= longest else {
        throw Self.failure("the text of the PDF has no end")
      }
      text += buffer[..<count]
    }
  }

  /// The code with which the program ends, which it does right behind its text or not at all.
  private func end(_ child: pid_t, until deadline: Int) throws -> Int32 {
    var code: Int32 = 0
    while true {
      let ended = waitpid(child, &code, WNOHANG)
      if ended == child { return code }
      if ended < 0, errno != EINTR { throw Self.failure("pdftotext got lost") }
      guard Self.now() < deadline else { throw late() }
      usleep(1000)
    }
  }

  /// Milliseconds of a clock that nobody sets.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private func late() -> StatementError {
    Self.failure("pdftotext has not ended after \(milliseconds / 1000) seconds and was stopped")
  }

  private static func failure(_ message: String) -> StatementError {
    StatementError("S040 pdf", message, file: "PDF")
  }
}

internal import DescryStatement
internal import Glibc

/// Gets the text of a PDF from poppler's `pdftotext`, run as a process of its own.
enum PDFProgram {
  /// So long may it run: statements take milliseconds, and a file that was made to stall it must not
  /// stall what waits for it.
  private static let seconds = 30
  /// So much text may it give: the longest statements have some megabytes.
  private static let longest = 1 << 28

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
    let deadline = now() + seconds
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
    guard code == 0 else { throw failure("pdftotext refuses the file: is it damaged, or locked?") }
    return text
  }

  /// Reads what the program writes, until it ends or its time does.
  private static func drain(_ pipe: Int32, until deadline: Int) throws -> [UInt8] {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Int32(max(0, deadline - now()) * 1000))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { throw late() }
      let count = read(pipe, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("what pdftotext writes cannot be read") }
      if count == 0 { return text }
      guard text.count + count <= longest else { throw failure("the text of the PDF has no end") }
      text += buffer[..<count]
    }
  }

  /// The code with which the program ends, which it does right behind its text or not at all.
  private static func end(_ child: pid_t, until deadline: Int) throws -> Int32 {
    var code: Int32 = 0
    while true {
      let ended = waitpid(child, &code, WNOHANG)
      if ended == child { return code }
      if ended < 0, errno != EINTR { throw failure("pdftotext got lost") }
      guard now() < deadline else { throw late() }
      usleep(1000)
    }
  }

  /// Seconds of a clock that nobody sets.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  private static func late() -> StatementError {
    failure("pdftotext has not ended after \(seconds) seconds and was stopped")
  }

  private static func failure(_ message: String) -> StatementError {
    StatementError("S040 pdf", message, file: "PDF")
  }
}

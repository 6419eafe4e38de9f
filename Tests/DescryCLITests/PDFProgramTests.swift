import DescryCore
import DescryStatement
import Foundation
import Testing

@testable import descry_cli

/// The program that gives the text of a PDF: whatever it does, reading ends.
@Suite struct PDFProgramTests {
  private let scratch = try? Scratch()

  /// A program that does what a shell script says, and tells its process first.
  private func program(_ script: String) throws -> PDFProgram {
    let path = try #require(scratch).write(
      "pdftotext", "#!/bin/sh\necho $$ > \"$0.pid\"\n\(script)\n".utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return PDFProgram(program: path)
  }

  private func text(_ program: PDFProgram, _ file: String = "%PDF-1.7") throws -> String {
    let text = try Array(file.utf8).withUnsafeBytes { try program.text(of: $0) }
    return String(decoding: text, as: UTF8.self)
  }

  /// What a program is refused for.
  private func refusal(_ program: PDFProgram) -> String? {
    do {
      _ = try text(program)
      return nil
    } catch {
      return (error as? StatementError)?.diagnostic.message
    }
  }

  /// Whether the process of the program that ran is gone.
  private func isGone(_ program: PDFProgram) throws -> Bool {
    let said = try String(contentsOfFile: program.program + ".pid", encoding: .utf8)
    let process = try #require(pid_t(said.trimmingCharacters(in: .whitespacesAndNewlines)))
    return kill(process, 0) != 0 && errno == ESRCH
  }

  @Test func `it is given the file and gives the text`() throws {
    let program = try program(#"echo "$1 $2 $3 $5"; echo "$4" > "$0.file"; cat "$4""#)
    #expect(try text(program, "%PDF-1.7\nx") == "-layout -enc UTF-8 -\n%PDF-1.7\nx")
    let file = try String(contentsOfFile: program.program + ".file", encoding: .utf8)
    let path = file.trimmingCharacters(in: .newlines)
    #expect(path.hasPrefix("/"))
    #expect(!FileManager.default.fileExists(atPath: path), "the temporary file is removed")
    #expect(try isGone(program))
  }

  @Test(arguments: [
    // Says nothing, says a little, and says that it is done without ending.
    "exec sleep 600", "echo text; exec sleep 600", "echo text; exec sleep 600 >&-",
  ])
  func `one that does not end is stopped`(script: String) throws {
    var program = try program(script)
    program.milliseconds = 300
    let start = ContinuousClock.now
    let message = refusal(program)
    #expect(message?.contains("has not ended") == true, "\(message ?? "nothing")")
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(try isGone(program))
  }

  @Test func `a text without end is stopped`() throws {
    var program = try program("exec yes")
    program.longest = 1 << 20
    #expect(refusal(program) == "the text of the PDF has no end")
    #expect(try isGone(program))
  }

  @Test func `a text as long as it may be is read`() throws {
    var program = try program("head -c 100000 /dev/zero")
    program.longest = 100_000
    #expect(try text(program).utf8.count == 100_000)
    program.longest -= 1
    #expect(refusal(program) == "the text of the PDF has no end")
  }

  @Test func `one that fails, and one that is not there`() throws {
    #expect(refusal(try program("echo text; exit 3"))?.contains("refuses the file") == true)
    let absent = PDFProgram(program: "/nowhere/pdftotext")
    #expect(refusal(absent)?.contains("cannot be started") == true)
  }

  @Test func `the limits that stand`() {
    #expect(PDFProgram().milliseconds == 30_000)
    #expect(PDFProgram().longest == 256 << 20)
  }

  @Test func `read finds it as programs are found`() throws {
    var descry = try Program()
    let rows = """
      Date          Description                 Money out     Money in      Balance
                    Start balance                                              100.00
      03 Jul 2018   A SHOP                          49.90                       50.10
                    End balance                                                 50.10
      """
    let fake = try descry.scratch.write("bin/pdftotext", "#!/bin/sh\ncat <<E\n\(rows)\nE\n".utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake)
    try descry.scratch.write("a.pdf", "%PDF-1.7".utf8)
    descry.environment["PATH"] = "\(descry.scratch.path)/bin:\(descry.environment["PATH"] ?? "")"
    let run = try descry("read", "a.pdf")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.lines.count == 1)
    #expect(run.out.contains(#""date":"2018-07-03""#))
  }
}

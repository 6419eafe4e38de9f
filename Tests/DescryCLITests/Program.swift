import Foundation
import Testing

/// The built program, run as users run it.
struct Program {
  /// What a run left behind.
  struct Run {
    var code: Int32
    var out: String
    var err: String

    /// The lines of standard output.
    var lines: [Substring] {
      out.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
  }

  /// The folder of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program of this build: beside the test bundle that runs, whatever the build folder is.
  static let path: String = {
    var folders = CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
    folders.append(package.appending(path: ".build/debug"))
    return folders.map { $0.appending(path: "descry").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "descry is not built"
  }()

  /// A folder that goes away with the program.
  let scratch: Scratch
  /// The working folder.
  var folder: String
  /// The environment; nothing of the caller's comes through but the way to programs.
  var environment: [String: String]
  /// The program that is run.
  var program = Program.path

  /// The program in a folder of its own, with the small rule book.
  init() throws {
    scratch = try Scratch()
    folder = scratch.path
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
      "HOME": scratch.path, "DESCRY_RULES": try SmallRules.shared.get().path,
    ]
  }

  /// Runs it to its end.
  func callAsFunction(_ arguments: String..., input: Data = Data()) throws -> Run {
    try run(arguments, input: input)
  }

  /// Runs it to its end.
  func run(_ arguments: [String], input: Data = Data()) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = URL(filePath: folder)
    // Files instead of pipes: nobody has to read while the other writes.
    let name = UUID().uuidString
    let files = ["in", "out", "err"].map { scratch.path + "/.\(name).\($0)" }
    try input.write(to: URL(filePath: files[0]))
    for file in files.dropFirst() { try Data().write(to: URL(filePath: file)) }
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: files[0]))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: files[1]))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: files[2]))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "\(arguments) ended by a signal")
    return Run(
      code: process.terminationStatus,
      out: String(decoding: try Data(contentsOf: URL(filePath: files[1])), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: URL(filePath: files[2])), as: UTF8.self))
  }
}

/// A folder for one test; it is removed when the test lets it go.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/descry-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }
}

/// A part of the real rule book that loads at once: all that is measured and advised, few merchants.
enum SmallRules {
  /// One copy for all tests that do not change it.
  static let shared = Result { try copy() }
  private static let merchants = ["amazon", "netflix", "spotify", "carrefour", "twitch"]
  private static let intermediaries = ["paypal", "apple-pay"]

  /// A copy that a test may change.
  static func copy() throws -> Scratch {
    let scratch = try Scratch()
    let rules = Program.package.appending(path: "rules")
    let files = FileManager.default
    func take(_ name: String) throws {
      let from = rules.appending(path: name)
      let to = URL(filePath: scratch.path).appending(path: name)
      try files.createDirectory(
        at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(at: from, to: to)
    }
    for name in try files.contentsOfDirectory(atPath: rules.path)
    where !["merchants", "intermediaries", "schema", "README.md"].contains(name) {
      try take(name)
    }
    for name in merchants { try take("merchants/\(name.prefix(1))/\(name).yml") }
    for name in intermediaries { try take("intermediaries/\(name).yml") }
    return scratch
  }
}
